package io.augment.local.internal.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.augment.chat.BadRequestException;
import io.augment.chat.JsonSchema;
import io.augment.local.SharedModels;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufWriter;
import io.augment.local.internal.sample.Sampler;
import io.augment.local.internal.sample.SamplerSettings;
import io.augment.local.internal.token.BpeTokenizer;
import io.augment.local.internal.token.IntList;
import io.augment.local.internal.token.TinyVocabulary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenMaskTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final BpeTokenizer tokenizer = TinyVocabulary.of(150).tokenizer("qwen2");
    private final Grammars grammars = new Grammars(tokenizer.vocabulary());

    @Test
    void aThousandRandomRepliesAreValidWhateverTheModelWants() {
        Random random = new Random(1);
        RandomSchema schemas = new RandomSchema(random);
        int cutShort = 0;
        int freely = 0;
        for (int round = 0; round < 1_000; round++) {
            String schema = schemas.object(0);
            Grammar grammar = grammars.json(schema);
            int most = grammar.leastTokens() + random.nextInt(60);
            Reply reply = reply(tokenizer, grammar, random, most);
            assertThat(REGISTRY.getSchema(schema).validate(reply.text, InputFormat.JSON))
                    .as("%s against %s", reply.text, schema)
                    .isEmpty();
            assertThat(reply.tokens).isLessThanOrEqualTo(most);
            cutShort += reply.cutShort ? 1 : 0;
            freely += reply.cutShort ? 0 : 1;
        }
        assertThat(cutShort).isGreaterThan(50);
        assertThat(freely).isGreaterThan(50);
    }

    @Test
    void whatIsAllowedIsWhatTrialsSayIsAllowed() {
        Random random = new Random(2);
        RandomSchema schemas = new RandomSchema(random);
        TokenIndex index = new TokenIndex(tokenizer.vocabulary());
        for (int round = 0; round < 30; round++) {
            State state = new SchemaReader(index).read(schemas.object(0)).enter(State.END);
            for (int step = 0; step < 30 && state != State.END; step++) {
                int most = state.least() + random.nextInt(4) - 1;
                TokenIndex.Allowed allowed = index.allowed(state, most);
                for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
                    State after = tokenizer.vocabulary().isPlain(id) ? after(state, id) : null;
                    assertThat(allowed.tokens().get(id)).isEqualTo(after != null && after.least() <= most);
                }
                assertThat(index.allowed(state, state.least() - 1).tokens().isEmpty())
                        .isFalse();
                int[] ids = index.allowed(state, State.MANY).tokens().stream().toArray();
                state = Objects.requireNonNull(after(state, ids[random.nextInt(ids.length)]));
            }
        }
    }

    private @Nullable State after(State from, int id) {
        State state = from;
        for (byte b : tokenizer.vocabulary().bytes(id)) {
            state = state == null ? null : state.next(b & 0xFF);
        }
        return state;
    }

    @Test
    void choicesAreChosenWhole() {
        Random random = new Random(3);
        List<String> choices = List.of("yes", "yesterday", "no", "你好", "1", "12");
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < 300; round++) {
            seen.add(reply(tokenizer, grammars.choices(choices), random, 1 + random.nextInt(9)).text);
            assertThat(choices).containsAll(seen);
        }
        assertThat(seen).hasSize(choices.size());
    }

    @Test
    void endsAsSoonAsNothingMayFollow() {
        TokenMask mask = grammars.choices(List.of("the", "thee")).start();
        int the = tokenizer.encode("the")[0];
        float[] scores = new float[tokenizer.vocabulary().size()];
        mask.apply(scores, 5);
        assertThat(scores[the]).isZero();
        mask.accept(the);
        assertThat(mask.isWhole()).isTrue();
        assertThat(mask.isFinished()).isFalse();
        Arrays.fill(scores, 0);
        mask.apply(scores, 4);
        int e = tokenizer.encode("e")[0];
        for (int id = 0; id < scores.length; id++) {
            assertThat(scores[id] == 0)
                    .isEqualTo(id == e || tokenizer.vocabulary().isEnd(id));
        }
        mask.accept(e);
        assertThat(mask.isFinished()).isTrue();
        assertThatThrownBy(() -> mask.apply(scores, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysThatAReplyWasCutShort() {
        Grammar grammar = grammars.json("{\"type\":\"string\"}");
        TokenMask mask = grammar.start();
        int quote = tokenizer.encode("\"")[0];
        int a = tokenizer.encode("a")[0];
        mask.apply(new float[tokenizer.vocabulary().size()], 3);
        mask.accept(quote);
        assertThat(mask.wasCutShort()).isFalse();
        float[] scores = new float[tokenizer.vocabulary().size()];
        scores[a] = 1;
        mask.apply(scores, 2);
        mask.accept(a);
        assertThat(mask.wasCutShort()).isFalse();
        Arrays.fill(scores, 0);
        scores[a] = 1;
        mask.apply(scores, 1);
        assertThat(scores[a]).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(scores[quote]).isZero();
        assertThat(mask.wasCutShort()).isTrue();
        mask.accept(quote);
        assertThat(mask.isFinished()).isTrue();
    }

    @Test
    void aWishToEndIsOneToCloseAsSoonAsThatMayBe() {
        TokenMask mask = grammars.json("{\"type\":\"array\",\"items\":{\"type\":\"string\",\"minLength\":1}}")
                .start();
        int a = tokenizer.encode("a")[0];
        int quote = tokenizer.encode("\"")[0];
        int[] wanted = {tokenizer.encode("[")[0], quote, a, quote, tokenizer.encode("]")[0]};
        for (int i = 0; i < wanted.length; i++) {
            float[] scores = new float[tokenizer.vocabulary().size()];
            scores[a] = 1;
            scores[tokenizer.vocabulary().ends()[0]] = 2;
            mask.apply(scores, 50);
            // Behind the first character of the text, closing is what the model wants most; before it, it may not.
            assertThat(scores[wanted[i]]).isEqualTo(i < 2 ? 0 : i == 2 ? 1 : 2);
            mask.accept(wanted[i]);
        }
        assertThat(mask.isFinished()).isTrue();
        assertThat(mask.wasCutShort()).isFalse();
    }

    @Test
    void keepsToTheSchemasOfTheStrategies() {
        JsonSchema item = JsonSchema.named("item").string("instruction", "…").build();
        JsonSchema schema = JsonSchema.named("all")
                .integer("score", "0 to 9")
                .choice("level", "…", List.of("easy", "hard"))
                .bool("safe", "…")
                .strings("tags", "…")
                .objects("items", "…", item)
                .object("one", item)
                .number("share", "…")
                .build();
        String text = reply(tokenizer, grammars.json(schema.toJson()), new Random(4), 300).text;
        assertThat(REGISTRY.getSchema(schema.toJson()).validate(text, InputFormat.JSON))
                .isEmpty();
        assertThat(text).startsWith("{\"score\":").contains(",\"level\":\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"string\",\"pattern\":\"a+\"}~keyword pattern",
                "{\"anyOf\":[{\"type\":\"string\"}]}~keyword anyOf",
                "{\"type\":\"integer\",\"minimum\":1}~keyword minimum",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}}}~at /a has the keyword $ref",
                "{\"type\":\"object\",\"additionalProperties\":true}~additionalProperties",
                "{\"type\":\"object\",\"properties\":{},\"required\":[\"b\"]}~requires the property \"b\"",
                "{\"type\":\"array\"}~without items",
                "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"uniqueItems\":true}~keyword uniqueItems",
                "{\"type\":[\"string\",\"null\"]}~type [\"string\",\"null\"]",
                "{\"type\":\"string\",\"minLength\":3,\"maxLength\":2}~minLength 3 above maxLength 2",
                "{\"type\":\"string\",\"minLength\":-1}~no whole number",
                "{\"type\":\"string\",\"enum\":[1]}~without a value of the type string",
                "{\"enum\":[{}]}~enum with {}",
                "{}~has no type",
                "[]~must be a JSON object",
                "{\"type\":~no JSON"
            })
    void refusesWhatItCannotKeepToByName(String schema, String message) {
        assertThatThrownBy(() -> grammars.json(schema))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatTheVocabularyCannotWrite() {
        TinyVocabulary tiny = TinyVocabulary.of(0);
        GgufWriter few = tiny.putInto(new GgufWriter(), "qwen2")
                .put("tokenizer.ggml.tokens", List.of("a", "b", "c"))
                .put("tokenizer.ggml.token_type", new int[] {1, 1, 1});
        Grammars poor =
                new Grammars(BpeTokenizer.of(TinyVocabulary.metadata(few)).vocabulary());
        assertThatThrownBy(() -> poor.choices(List.of("a")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("byte 0x20");
        assertThatThrownBy(() -> grammars.choices(List.of())).isInstanceOf(BadRequestException.class);
        Grammars bytes = new Grammars(tiny.tokenizer("qwen2").vocabulary());
        Grammar grammar = bytes.json("{\"type\":\"string\",\"minLength\":50}");
        assertThat(grammar.leastTokens()).isEqualTo(52);
        assertThatThrownBy(() -> grammar.start().apply(new float[tiny.size()], 51))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("51 tokens");
    }

    @Test
    void repliesOfAnAlphabetOfThousandsAreValid() {
        Path path = SharedModels.file("vocab/ggml-vocab-qwen2.gguf");
        BpeTokenizer qwen;
        try (GgufFile file = GgufFile.open(path)) {
            qwen = BpeTokenizer.of(file.metadata());
        }
        Grammars large = new Grammars(qwen.vocabulary());
        Random random = new Random(5);
        RandomSchema schemas = new RandomSchema(random);
        for (int round = 0; round < 4; round++) {
            String schema = schemas.object(0);
            Grammar grammar = large.json(schema);
            String text = reply(qwen, grammar, random, grammar.leastTokens() + 10).text;
            assertThat(REGISTRY.getSchema(schema).validate(text, InputFormat.JSON))
                    .as("%s against %s", text, schema)
                    .isEmpty();
        }
    }

    private record Reply(String text, int tokens, boolean cutShort) {}

    private static Reply reply(BpeTokenizer tokenizer, Grammar grammar, Random random, int most) {
        Sampler sampler = new Sampler(new SamplerSettings(1, 0, 1, 0, 1, 0, 0, random.nextLong()), new int[0]);
        TokenMask mask = grammar.start();
        IntList ids = new IntList();
        float[] scores = new float[tokenizer.vocabulary().size()];
        while (!mask.isFinished() && ids.size() < most) {
            for (int id = 0; id < scores.length; id++) {
                scores[id] = random.nextFloat() * 8;
            }
            mask.apply(scores, most - ids.size());
            int id = sampler.choose(scores);
            mask.accept(id);
            ids.add(id);
        }
        assertThat(mask.isWhole()).isTrue();
        return new Reply(tokenizer.decode(ids.toArray()), ids.size(), mask.wasCutShort());
    }
}
