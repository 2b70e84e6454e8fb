#!/usr/bin/env python3
"""Fine-tunes a chat model on prompt-completion rows: LoRA or full, with the prompt masked.

Needs torch and transformers, and peft for LoRA; nothing else. With --dry-run it needs the standard library alone and shows
what each row teaches: which tokens are masked and which are learned. With --tiny it trains a small, randomly initialized
Qwen2-architecture model with a byte-level tokenizer, to try the whole way on any machine.

    python3 train.py --config config.json [--dry-run | --tiny] [--max-steps N] [--rows N]

It prints one JSON object on a line for each thing that happens: row, summary, start, step, eval, saved.
"""

import argparse
import json
import math
import os
import random
import sys

IGNORED = -100
ASCII_PER_TOKEN = 4

# What --tiny takes in place of the settings of a real model: its tokens are bytes, of which a row has several times as many, and
# random weights need a higher rate than trained ones, and all of them to change.
TINY = {"max_length": 2048, "learning_rate": 3e-3, "lora": None}


def say(event, **what):
    print(json.dumps({"event": event, **what}, ensure_ascii=False), flush=True)


def fail(sentence):
    print("train.py: " + sentence, file=sys.stderr, flush=True)
    sys.exit(1)


# Rows


def read_rows(path):
    """Reads rows of {"prompt": [messages], "completion": [one assistant message]}; a damaged row ends the program."""
    rows = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                problem = row_problem(row)
            except ValueError as error:
                problem = "it is no JSON: %s" % error
            if problem:
                fail("%s:%d cannot be trained on: %s" % (path, number, problem))
            rows.append(row)
    return rows


def row_problem(row):
    prompt = row.get("prompt") if isinstance(row, dict) else None
    completion = row.get("completion") if isinstance(row, dict) else None
    if not isinstance(prompt, list) or not isinstance(completion, list):
        return "it has no lists prompt and completion"
    for message in prompt + completion:
        if not isinstance(message, dict) or not isinstance(message.get("content"), str):
            return "a message has no content"
        if message.get("role") not in ("system", "user", "assistant"):
            return "a message has the role %r" % message.get("role")
    if not prompt or prompt[-1]["role"] != "user":
        return "the prompt does not end with the user"
    if len(completion) != 1 or completion[0]["role"] != "assistant" or not completion[0]["content"].strip():
        return "the completion is not one assistant message with a text"
    return None


# Text and tokens


def chatml(messages, default_system, generation):
    """Writes messages as Qwen's chat template does; used where no tokenizer brings a template along."""
    text = ""
    if default_system and messages[0]["role"] != "system":
        text += "<|im_start|>system\n%s<|im_end|>\n" % default_system
    for message in messages:
        text += "<|im_start|>%s\n%s<|im_end|>\n" % (message["role"], message["content"])
    return text + ("<|im_start|>assistant\n" if generation else "")


def texts(row, render):
    """Returns the text that is masked and the text that is learned, the end of the turn included."""
    prompt = render(row["prompt"], True)
    whole = render(row["prompt"] + row["completion"], False)
    if not whole.startswith(prompt):
        fail("the model's chat template writes another prompt when an answer follows; use a template without reasoning blocks")
    return prompt, whole[len(prompt):].rstrip("\n")


def estimate(text):
    """Estimates tokens: four characters of ASCII, or one other character, make one."""
    ascii_count = sum(1 for c in text if ord(c) < 128)
    return len(text) - ascii_count + (ascii_count + ASCII_PER_TOKEN - 1) // ASCII_PER_TOKEN


class Estimator:
    """Stands in for a tokenizer where there is none."""

    name = "estimate: four characters of ASCII, or one other, make a token"

    def __init__(self, default_system):
        self.default_system = default_system

    def render(self, messages, generation):
        return chatml(messages, self.default_system, generation)

    def count(self, text):
        return estimate(text)


class ModelTokenizer:
    """Renders and counts as the model's own tokenizer does."""

    def __init__(self, tokenizer, name, default_system):
        self.tokenizer = tokenizer
        self.name = name
        self.default_system = default_system

    def render(self, messages, generation):
        if not self.tokenizer.chat_template:
            return chatml(messages, self.default_system, generation)
        return self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=generation)

    def ids(self, text):
        return self.tokenizer(text, add_special_tokens=False)["input_ids"]

    def count(self, text):
        return len(self.ids(text))


def local_tokenizer(config, dry):
    """Returns the model's tokenizer; in a dry run only if it is on this machine, else the estimate."""
    try:
        from transformers import AutoTokenizer
    except ImportError:
        if dry:
            return Estimator(config.get("default_system"))
        fail("transformers is not installed; try: pip install torch transformers peft")
    try:
        tokenizer = AutoTokenizer.from_pretrained(config["model"], local_files_only=dry)
    except Exception as error:  # transformers raises many kinds
        if dry:
            return Estimator(config.get("default_system"))
        fail("the tokenizer of %s cannot be loaded: %s" % (config["model"], error))
    return ModelTokenizer(tokenizer, "the tokenizer of " + config["model"], config.get("default_system"))


# Dry run


def plan(config, rows):
    batch = config["batch_size"] * config["gradient_accumulation"]
    steps = math.ceil(rows / batch)
    return {"effective_batch": batch, "steps_per_epoch": steps, "steps": steps * config["epochs"]}


def dry_run(config, shown):
    rows = read_rows(config["data"])
    tokenizer = local_tokenizer(config, True)
    masked = learned = too_long = longest = 0
    for number, row in enumerate(rows):
        prompt, completion = texts(row, tokenizer.render)
        row_masked, row_learned = tokenizer.count(prompt), tokenizer.count(completion)
        if number < shown:
            say("row", number=number, masked_tokens=row_masked, learned_tokens=row_learned, masked=prompt, learned=completion)
        masked += row_masked
        learned += row_learned
        longest = max(longest, row_masked + row_learned)
        too_long += row_masked + row_learned > config["max_length"]
    validation = len(read_rows(config["validation"])) if config.get("validation") else 0
    say(
        "summary",
        rows=len(rows),
        validation_rows=validation,
        masked_tokens=masked,
        learned_tokens=learned,
        longest_row=longest,
        too_long=too_long,
        counted_by=tokenizer.name,
        **plan(config, len(rows) - too_long),
    )


# Training


def tiny_model():
    """Makes a small Qwen2 with random weights, and a tokenizer whose tokens are bytes."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    inner = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(alphabet)}, merges=[]))
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    inner.add_special_tokens([AddedToken(t, special=True) for t in ("<|endoftext|>", "<|im_start|>", "<|im_end|>")])
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner, eos_token="<|im_end|>", pad_token="<|endoftext|>", clean_up_tokenization_spaces=False
    )
    tokenizer.chat_template = (
        "{% for m in messages %}{% if loop.first and m['role'] != 'system' %}<|im_start|>system\nYou are a helpful"
        " assistant.<|im_end|>\n{% endif %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=128,
        intermediate_size=256,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=TINY["max_length"],
        tie_word_embeddings=False,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return Qwen2ForCausalLM(config), tokenizer


def encode(path, tokenizer, max_length):
    """Tokenizes rows. A row that is too long is left out: a cut answer would teach to stop in the middle."""
    encoded, too_long = [], 0
    for row in read_rows(path):
        prompt, completion = texts(row, tokenizer.render)
        prompt_ids, completion_ids = tokenizer.ids(prompt), tokenizer.ids(completion)
        if len(prompt_ids) + len(completion_ids) > max_length:
            too_long += 1
        else:
            encoded.append((prompt_ids + completion_ids, [IGNORED] * len(prompt_ids) + completion_ids))
    return encoded, too_long


def batch_of(rows, pad, torch, device):
    width = max(len(ids) for ids, _ in rows)
    ids = [i + [pad] * (width - len(i)) for i, _ in rows]
    labels = [l + [IGNORED] * (width - len(l)) for _, l in rows]
    mask = [[1] * len(i) + [0] * (width - len(i)) for i, _ in rows]
    tensor = lambda values: torch.tensor(values, device=device)
    return tensor(ids), tensor(labels), tensor(mask)


def half(torch):
    """Tells whether this machine computes in bfloat16."""
    return torch.cuda.is_available() and torch.cuda.is_bf16_supported()


def summed_loss(model, rows, pad, torch, device):
    ids, labels, mask = batch_of(rows, pad, torch, device)
    with torch.autocast(device, dtype=torch.bfloat16, enabled=half(torch)):
        logits = model(input_ids=ids, attention_mask=mask).logits[:, :-1].float()
    targets = labels[:, 1:]
    return torch.nn.functional.cross_entropy(
        logits.reshape(-1, logits.size(-1)), targets.reshape(-1), ignore_index=IGNORED, reduction="sum"
    )


def learned_tokens(rows):
    return sum(1 for _, labels in rows for label in labels[1:] if label != IGNORED)


def evaluate(model, rows, size, pad, torch, device):
    model.eval()
    total = 0.0
    with torch.no_grad():
        for at in range(0, len(rows), size):
            total += summed_loss(model, rows[at : at + size], pad, torch, device).item()
    model.train()
    return total / max(1, learned_tokens(rows))


def rate(step, steps, warmup, peak):
    """Rises in a line over the warm-up and falls as a cosine to 0."""
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup)))


def load(config, tiny, torch):
    if tiny:
        model, tokenizer = tiny_model()
        return model, ModelTokenizer(tokenizer, "bytes", config.get("default_system"))
    from transformers import AutoModelForCausalLM

    tokenizer = local_tokenizer(config, False)
    # Weights that are trained stay in float32: a step of theirs is often less than bfloat16 can tell apart. Frozen ones need not.
    kind = torch.bfloat16 if half(torch) and config.get("lora") else torch.float32
    return AutoModelForCausalLM.from_pretrained(config["model"], dtype=kind), tokenizer


def with_lora(model, lora):
    try:
        from peft import LoraConfig, get_peft_model
    except ImportError:
        fail("peft is not installed, which LoRA needs; try: pip install peft")
    for parameter in model.parameters():
        parameter.requires_grad = False
    return get_peft_model(
        model,
        LoraConfig(
            r=lora["rank"],
            lora_alpha=lora["alpha"],
            lora_dropout=lora["dropout"],
            target_modules="all-linear",
            task_type="CAUSAL_LM",
        ),
    )


def train(config, tiny, max_steps):
    try:
        import torch
    except ImportError:
        fail("torch is not installed; try: pip install torch transformers peft, or --dry-run")
    if tiny:
        config = {**config, **TINY}
    random.seed(config["seed"])
    torch.manual_seed(config["seed"])
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model, tokenizer = load(config, tiny, torch)
    rows, too_long = encode(config["data"], tokenizer, config["max_length"])
    held_out, _ = encode(config["validation"], tokenizer, config["max_length"]) if config.get("validation") else ([], 0)
    if not rows:
        fail("no row is short enough for max_length %d" % config["max_length"])
    lora = config.get("lora")
    if lora:
        model = with_lora(model, lora)
    model.to(device)
    model.train()
    model.config.use_cache = False
    if device == "cuda" and not tiny:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        model.enable_input_require_grads()
    size, accumulation = config["batch_size"], config["gradient_accumulation"]
    planned = plan(config, len(rows))
    steps = min(planned["steps"], max_steps) if max_steps else planned["steps"]
    warmup = min(config["warmup_steps"], max(1, steps // 2))
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=config["learning_rate"], weight_decay=config["weight_decay"])
    pad = tokenizer.tokenizer.pad_token_id
    pad = tokenizer.tokenizer.eos_token_id if pad is None else pad
    say(
        "start",
        rows=len(rows),
        too_long=too_long,
        validation_rows=len(held_out),
        trainable_parameters=sum(p.numel() for p in parameters),
        learning_rate=config["learning_rate"],
        max_length=config["max_length"],
        device=device,
        **{**planned, "steps": steps},
    )
    step = epoch = 0
    while step < steps:
        epoch += 1
        order = list(range(len(rows)))
        random.shuffle(order)
        for at in range(0, len(order), size * accumulation):
            if step >= steps:
                break
            chosen = [rows[i] for i in order[at : at + size * accumulation]]
            # Every learned token of the step weighs the same, however the step is cut into batches.
            tokens = max(1, learned_tokens(chosen))
            total = 0.0
            for cut in range(0, len(chosen), size):
                loss = summed_loss(model, chosen[cut : cut + size], pad, torch, device) / tokens
                loss.backward()
                total += loss.item()
            torch.nn.utils.clip_grad_norm_(parameters, config["max_grad_norm"])
            speed = rate(step, steps, warmup, config["learning_rate"])
            for group in optimizer.param_groups:
                group["lr"] = speed
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            if not math.isfinite(total):
                fail("the loss is %s at step %d; lower the learning rate" % (total, step))
            if step % config["logging_steps"] == 0 or step == steps:
                say("step", step=step, of=steps, epoch=epoch, loss=round(total, 5), learning_rate=speed)
        if held_out:
            say("eval", step=step, of=steps, epoch=epoch, eval_loss=round(evaluate(model, held_out, size, pad, torch, device), 5))
    save(model, tokenizer, config, bool(lora), torch)


def save(model, tokenizer, config, lora, torch):
    target = config["output"]
    if lora:
        model.save_pretrained(os.path.join(target, "adapter"))
        model = model.merge_and_unload()
    if half(torch):
        model.to(torch.bfloat16)
    model.config.use_cache = True
    model.save_pretrained(os.path.join(target, "model"))
    tokenizer.tokenizer.save_pretrained(os.path.join(target, "model"))
    say("saved", path=os.path.join(target, "model"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "config.json")
    parser.add_argument("--config", default=beside, help="settings, as JSON; config.json beside this file unless given")
    parser.add_argument("--dry-run", action="store_true", help="show what rows teach, and train nothing")
    parser.add_argument("--tiny", action="store_true", help="train a small model with random weights")
    parser.add_argument("--max-steps", type=int, default=0, help="stop after so many steps")
    parser.add_argument("--rows", type=int, default=3, help="rows to show in a dry run")
    arguments = parser.parse_args()
    try:
        with open(arguments.config, encoding="utf-8") as file:
            config = json.load(file)
    except (OSError, ValueError) as error:
        fail("the settings cannot be read: %s" % error)
    os.chdir(os.path.dirname(os.path.abspath(arguments.config)))  # its paths are relative to it
    if arguments.dry_run:
        dry_run(config, arguments.rows)
    else:
        train(config, arguments.tiny, arguments.max_steps)


if __name__ == "__main__":
    main()
