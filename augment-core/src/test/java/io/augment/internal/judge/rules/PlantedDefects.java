package io.augment.internal.judge.rules;

import io.augment.Instruction;
import io.augment.InstructionPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Puts one named defect each into clean pairs; null where a pair has no place for it. */
final class PlantedDefects {
    private static final List<String> PLACEHOLDERS_EN = List.of(
            "[Insert answer here]",
            "TODO",
            "[Your response here]",
            "N/A",
            "Lorem ipsum dolor sit amet.",
            "...",
            "{{response}}",
            "<insert text here>",
            "TBD",
            "[ANSWER]");
    private static final List<String> PLACEHOLDERS_ZH =
            List.of("待补充", "[在此处填写答案]", "（此处省略）", "【请填写回答】", "待定", "……", "TODO：补充答案", "{{回答}}", "<在此插入文本>", "暂无内容");
    private static final List<String> REFUSALS_EN = List.of(
            "I'm sorry, but I can't help with that.",
            "I cannot assist with this request.",
            "As an AI language model, I am not able to do that.",
            "I apologize, but I am unable to complete this task. Please let me know if there is anything else I can help with.",
            "Sorry, I can’t fulfill this request as it goes against my guidelines.",
            "I must respectfully decline to answer this question.",
            "Unfortunately, I'm not able to provide that information.",
            "I won't be able to help with this. Please consult a professional.",
            "I do not feel comfortable answering this question.",
            "I’m unable to answer that. Is there something else you would like to talk about?");
    private static final List<String> REFUSALS_ZH = List.of(
            "抱歉，我无法回答这个问题。",
            "很抱歉，作为一个人工智能助手，我不能提供这方面的内容。",
            "对不起，我不能满足您的请求。如果您有其他问题，请随时告诉我。",
            "我无法完成这个任务，请您谅解。",
            "非常抱歉，这个请求违反了相关规定，我无法提供帮助。",
            "不好意思，我没有办法回答这个问题。",
            "作为AI语言模型，我无法生成这样的内容。",
            "抱歉，我不能协助您完成这个请求。",
            "我拒绝回答这个问题。",
            "恕我无法提供帮助。");
    private static final List<String> META_EN = List.of(
            "As an AI language model, I would answer: ",
            "Here is the rewritten response: ",
            "### Response:\n",
            "<|im_start|>assistant\n",
            "Here's the improved version of the answer: ",
            "Response: Here is the revised answer:\n",
            "Sure, here is the generated response:\n",
            "[INST] ",
            "Below is the refined response: ",
            "I have rewritten the response as follows: ");
    private static final List<String> META_ZH = List.of(
            "作为一个人工智能语言模型，",
            "以下是改写后的回答：",
            "### 回答：\n",
            "<|im_start|>assistant\n",
            "以下是优化后的内容：",
            "好的，以下是改写后的答案：",
            "作为AI语言模型，",
            "以下是根据您的指令生成的回答：",
            "优化后的版本如下：",
            "好的，这是润色后的文本：");
    private static final List<String> ABSENT_EN = List.of(
            "As you can see in the image above, it is quite clear.",
            "Please see the attached file for details.",
            "As shown in the figure below, the values rise.",
            "Click the link below to read more.",
            "See the attached document for the full list.",
            "In the picture, you can see the whole scene.",
            "The attached spreadsheet contains all numbers.",
            "Click here to download the file.",
            "Based on the image you provided, I would say yes.",
            "As the following chart shows, the trend is stable.");
    private static final List<String> ABSENT_ZH = List.of(
            "如上图所示，情况十分清楚。",
            "详情请见附件。",
            "如下图所示，数值在上升。",
            "请点击下方链接了解更多。",
            "完整列表请参见附件中的文档。",
            "从图片中可以看到整个场景。",
            "附件中的表格包含了所有数据。",
            "请点击这里的链接下载文件。",
            "根据您提供的图片，我认为是的。",
            "具体内容请查看附件。");
    private static final List<String> OTHER_LANGUAGE = List.of(
            "这个问题的答案取决于很多因素，例如时间、地点和人物。我们应当仔细考虑每一种可能性，然后再做出决定。",
            "Die Antwort auf diese Frage hängt von vielen Dingen ab, zum Beispiel von der Zeit und von den Menschen, die daran beteiligt sind.",
            "La réponse à cette question dépend de beaucoup de choses, par exemple du temps et des personnes qui sont concernées par elle.",
            "La respuesta a esta pregunta depende de muchas cosas, por ejemplo del tiempo y de las personas que están involucradas en ella.",
            "この質問の答えは多くのことによって決まります。たとえば時間や場所、そして関わる人々によって変わります。",
            "Ответ на этот вопрос зависит от многих вещей, например от времени и от людей, которые в этом участвуют.");
    private static final String ENGLISH =
            "The answer to this question depends on many things, for example on the time and on the people who are involved in it.";

    private PlantedDefects() {}

    /** Returns the pair with each defect that it can take. */
    static Map<String, InstructionPair> all(InstructionPair pair, boolean chinese, Random random) {
        Map<String, @Nullable InstructionPair> made = new LinkedHashMap<>();
        Instruction asked = pair.instruction();
        String answer = pair.response().strip();
        made.put("empty", with(asked, random.nextBoolean() ? "" : random.nextBoolean() ? " \n\t" : "。。"));
        made.put("placeholder", with(asked, placeholder(answer, chinese, random)));
        boolean greeting = asked.text().length() < (chinese ? 6 : 14);
        made.put("echo", greeting ? null : with(asked, random.nextBoolean() ? asked.text() : asked.prompt()));
        made.put("refusal", with(asked, pick(chinese ? REFUSALS_ZH : REFUSALS_EN, random)));
        made.put("loop", with(asked, loop(answer, random)));
        made.put("truncated", with(asked, truncated(answer, chinese, random)));
        made.put(
                "language-drift",
                namesLanguage(asked, chinese)
                        ? null
                        : with(
                                asked,
                                chinese
                                        ? random.nextInt(3) > 0 ? ENGLISH : OTHER_LANGUAGE.get(1 + random.nextInt(5))
                                        : pick(OTHER_LANGUAGE, random)));
        made.put("meta-text", with(asked, pick(chinese ? META_ZH : META_EN, random) + answer));
        made.put(
                "absent-material",
                asked.text().matches("(?is).*(?:e-?mail|letter|web|html|图片|邮件|信|网页|通知).*")
                        ? null
                        : with(asked, answer + (chinese ? "" : " ") + pick(chinese ? ABSENT_ZH : ABSENT_EN, random)));
        made.put("wrong-format", wrongFormat(asked, answer, chinese, random));
        made.put("arithmetic", with(asked, answer + "\n" + arithmetic(chinese, random)));
        Map<String, InstructionPair> all = new LinkedHashMap<>();
        made.forEach((name, planted) -> {
            if (planted != null) {
                all.put(name, planted);
            }
        });
        return all;
    }

    private static @Nullable InstructionPair with(Instruction asked, @Nullable String response) {
        return response == null ? null : InstructionPair.of(asked, response);
    }

    /** A record that speaks of languages, or shows another one, may be answered in another one. */
    private static boolean namesLanguage(Instruction asked, boolean chinese) {
        String prompt = asked.prompt();
        return prompt.matches("(?is).*(?:translat|language|english|arabic|chinese|spanish|翻译|英文|英语|语言|中文).*")
                || chinese && prompt.matches("(?s).*[a-zA-Z]{2,}\\s[a-zA-Z]{2,}.*");
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String placeholder(String answer, boolean chinese, Random random) {
        String placeholder = pick(chinese ? PLACEHOLDERS_ZH : PLACEHOLDERS_EN, random);
        boolean bracketed = placeholder.matches("[\\[（【<{].*");
        return bracketed && random.nextBoolean() ? answer + " " + placeholder : placeholder;
    }

    private static String loop(String answer, Random random) {
        String unit = answer.length() <= 60 ? answer : answer.substring(0, 40 + random.nextInt(20));
        String gap = random.nextBoolean() ? " " : "\n";
        return (unit + gap).repeat(Math.max(6, 200 / (unit.length() + 1)));
    }

    /** Cuts an answer of at least two sentences in the middle of its last one, as an output limit does. */
    private static @Nullable String truncated(String answer, boolean chinese, Random random) {
        if (answer.contains("```") || answer.contains("|")) {
            return null;
        }
        String[] sentences = answer.split(chinese ? "(?<=[。！？])" : "(?<=[.!?])\\s+");
        String last = sentences[sentences.length - 1].strip();
        int least = chinese ? 12 : 40;
        if (sentences.length < 2
                || last.length() < least
                || last.contains("\n")
                || !last.matches(chinese ? ".*[。！？]" : ".*[.!?]")) {
            return null;
        }
        int keep = last.length() / 3 + random.nextInt(last.length() / 3);
        while (!chinese && keep < last.length() - 2 && last.charAt(keep) != ' ') {
            keep++;
        }
        String kept = last.substring(0, keep);
        return kept.matches(".*[.!?。！？)\"”]") ? null : answer.substring(0, answer.length() - last.length()) + kept;
    }

    private static @Nullable InstructionPair wrongFormat(
            Instruction asked, String answer, boolean chinese, Random random) {
        int words = answer.split("\\s+").length;
        int sentences = answer.split(chinese ? "[。！？]" : "[.!?](?:\\s+|$)").length;
        String demand = switch (random.nextInt(6)) {
            case 0 -> chinese ? "请以JSON格式输出。" : "Answer in JSON format.";
            case 1 -> chinese ? "请用" + (sentences + 4) + "句话回答。" : "Write exactly " + (sentences + 4) + " sentences.";
            case 2 ->
                chinese
                        ? "字数不少于" + (answer.length() + 300) + "字。"
                        : "Answer with at least " + (words + 100) + " words.";
            case 3 -> chinese ? "回答中必须包含“紫罗兰色”这个词。" : "Include the word \"periwinkle\" in your answer.";
            case 4 -> chinese ? "不要使用逗号。" : "Do not use any commas.";
            default -> chinese ? "请用英文回答。" : "Your entire response must be in all capital letters.";
        };
        boolean broken = switch (demand) {
            case "Do not use any commas." -> answer.contains(",");
            case "不要使用逗号。" -> answer.contains("，") || answer.contains(",");
            case "请用英文回答。" ->
                answer.codePoints().filter(Character::isIdeographic).count() > 12;
            case "Your entire response must be in all capital letters." ->
                answer.chars().anyMatch(Character::isLowerCase);
            case "Answer in JSON format.", "请以JSON格式输出。" ->
                !answer.startsWith("{") && !answer.startsWith("[") && !answer.matches("[\\d.]+|true|false|null|\".*\"");
            default -> true;
        };
        boolean ownDemand =
                !chinese && asked.text().matches("(?is).*\\b(?:json|words?|sentences?|capital|uppercase|commas?)\\b.*");
        return broken && !ownDemand ? InstructionPair.of(asked.withText(asked.text() + " " + demand), answer) : null;
    }

    private static String arithmetic(boolean chinese, Random random) {
        int a = 3 + random.nextInt(90);
        int b = 2 + random.nextInt(40);
        int off = 1 + random.nextInt(9);
        return switch (random.nextInt(8)) {
            case 0 -> a + " + " + b + " = " + (a + b + off);
            case 1 ->
                chinese
                        ? a + "乘以" + b + "等于" + (a * b + off) + "。"
                        : a + " times " + b + " equals " + (a * b + off) + ".";
            case 2 -> a + " × " + b + " = " + (a * b - off) + (chinese ? "。" : ".");
            case 3 ->
                chinese
                        ? "所以" + (a + b) + "减去" + b + "等于" + (a + off) + "。"
                        : "So " + (a + b) + " minus " + b + " is " + (a + off) + ".";
            case 4 -> a * b + " ÷ " + b + " = " + (a + off);
            case 5 -> "(" + a + " + " + b + ") * 2 = " + (2 * (a + b) + off);
            case 6 ->
                chinese
                        ? a + "加" + b + "等于" + (a + b - off) + "。"
                        : "The total is $" + a + ".50 + $" + b + ".25 = $" + (a + b + off) + ".75.";
            default ->
                chinese
                        ? "一共" + a + "+" + b + "=" + (a + b + off) + "个。"
                        : "That makes " + a + " apples + " + b + " apples = " + (a + b + off) + " apples.";
        };
    }
}
