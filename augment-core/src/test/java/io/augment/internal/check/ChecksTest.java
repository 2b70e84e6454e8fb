package io.augment.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | What is the capital of the country?
                    en | Write a short poem about the sea.
                    zh | 写一首关于大海的短诗。
                    zh | 用 Python 编写一个函数，返回列表的最大值。
                    zh | 把“ありがとう”翻译成中文。
                    ja | 日本の首都はどこですか。簡単に説明してください。
                    ko | 한국의 수도는 어디입니까?
                    ru | Напишите короткое стихотворение о море.
                    ar | اكتب قصيدة قصيرة عن البحر
                    he | כתוב שיר קצר על הים
                    hi | समुद्र के बारे में एक छोटी कविता लिखो
                    th | เขียนบทกวีสั้น ๆ เกี่ยวกับทะเล
                    el | Γράψε ένα σύντομο ποίημα για τη θάλασσα
                    de | Schreibe ein kurzes Gedicht über das Meer und die Wellen.
                    fr | Écrivez un court poème sur la mer et les vagues.
                    es | Escribe un poema corto sobre el mar y las olas.
                    it | Scrivi una breve poesia sul mare e sulle onde della notte.
                    pt | Escreva um poema curto sobre o mar e as ondas.
                    nl | Schrijf een kort gedicht over de zee en het strand.
                    """)
    void tellsLanguages(String language, String text) {
        assertThat(Language.detect(text)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "OK",
                "夏天",
                "Paris",
                "x = [i for i in range(10)]; print(x[0], {'a': 1}, (2, 3))",
                "DNA RNA PCR"
            })
    void staysSilentWhereTheLanguageIsNotPlain(String text) {
        assertThat(Language.detect(text)).isNull();
    }

    @Test
    void seesDriftOnlyBetweenPlainLanguages() {
        assertThat(Language.drifted("写一首关于大海的短诗。", "Write a short poem about the sea."))
                .isTrue();
        assertThat(Language.drifted("写一首关于大海的短诗。", "写一篇关于高山的文章。")).isFalse();
        assertThat(Language.drifted("写一首关于大海的短诗。", "print(42)")).isFalse();
        assertThat(Language.drifted("42", "Write a short poem about the sea.")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't help with that.",
                "I cannot assist with this request.",
                "Sorry, I can’t assist with that request. Is there anything else I can help you with?",
                "As an AI language model, I am unable to provide medical advice. Please consult a doctor.",
                "I apologize, but I'm not able to fulfill this request. It goes against my guidelines.",
                "Unfortunately, I cannot answer this question.",
                "I must decline to write this.",
                "抱歉，我无法回答这个问题。",
                "很抱歉，作为一个人工智能助手，我不能提供此类信息。如果您有其他问题，欢迎随时提问。",
                "对不起，我不能协助完成这个请求。",
                "我无法满足您的要求。",
                "作为AI语言模型，我无法生成违法内容，请您谅解。",
            })
    void recognizesRefusals(String text) {
        assertThat(Refusal.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry to hear that! Here are some tips: 1. Rest. 2. Talk to a friend.",
                "I apologize for the mistake. The capital of Australia is Canberra, not Sydney.",
                "Sorry, I cannot browse the web, but here is what I know: the library opens at nine and closes at six.",
                "I can't help but be drawn to her.",
                "Unfortunately, the answer is probably not. In most countries the airline owes you a refund only after three hours.",
                "You cannot divide by zero.",
                "I am sorry, but I cannot attend the meeting on Friday, as I will be traveling.",
                "I regret that I cannot attend the ceremony.",
                "很抱歉，我不能参加明天的会议。",
                "抱歉，我之前弄错了。澳大利亚的首都是堪培拉，不是悉尼。",
                "很抱歉听到这个消息！以下是一些建议：\n1. 好好休息。\n2. 和朋友聊聊。",
                "抱歉，我无法联网查询天气，但您可以通过中国天气网查看，输入城市名即可看到未来七天的预报。",
                "任何人都不能违反法律。",
                "",
            })
    void acceptsAnswersThatHelp(String text) {
        assertThat(Refusal.is(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Here is a rewritten instruction: Write a poem.",
                "Here's the improved prompt:\n\nWrite a poem.",
                "Sure, here is a new instruction: Write a poem.",
                "Certainly! I will rewrite it. Write a poem.",
                "#Rewritten Prompt#: Write a poem.",
                "### Response:\nWrite a poem.",
                "As an AI language model, I suggest: write a poem.",
                "Rewritten instruction: Write a poem.",
                "<|im_end|>",
                "以下是改写后的指令：写一首诗。",
                "好的，以下是优化后的指令：写一首诗。",
                "改写后的指令：写一首诗。",
                "作为一个AI语言模型，我建议写一首诗。",
                "当然，我来改写：写一首诗。",
            })
    void findsMetaText(String text) {
        assertThat(MetaText.find(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Identify the bias in the given prompt.",
                "Write a new version of this poem: Roses are red.",
                "Explain what a language model is.",
                "Rewrite the following instruction to be clearer: open door.",
                "什么是人工智能语言模型？",
                "把下面的句子改写得更正式。",
            })
    void acceptsInstructionsAboutTexts(String text) {
        assertThat(MetaText.find(text)).isNull();
    }

    @Test
    void aResponseMayBeCourteous() {
        assertThat(MetaText.inResponse("Sure, here are three rivers: Loire, Seine, Rhône."))
                .isNull();
        assertThat(MetaText.inResponse("好的，以下是三条河：长江、黄河、珠江。")).isNull();
        assertThat(MetaText.inResponse("Here is the rewritten response: Loire."))
                .isNotNull();
    }

    @Test
    void seesEchoes() {
        assertThat(Echo.of("write a poem about THE sea", "Write a poem about the sea."))
                .isTrue();
        assertThat(Echo.of("Please write a poem about the sea!", "Write a poem about the sea."))
                .isTrue();
        assertThat(Echo.of("请写一首关于大海的诗！", "写一首关于大海的诗。")).isTrue();
        assertThat(Echo.of("Write a poem about the sky.", "Write a poem about the sea."))
                .isFalse();
        assertThat(Echo.of("List 5 fruits.", "List 7 fruits.")).isFalse();
        assertThat(Echo.of("", "")).isFalse();
    }

    @Test
    void listsMissingLiterals() {
        String original =
                "In 3 steps, load \"data.csv\" from https://example.org/a, keep `x > 2.5` and {name}; mail me@x.org.";
        assertThat(Literals.missing(original, original)).isEmpty();
        assertThat(Literals.missing(original, "Do something else."))
                .containsExactlyInAnyOrder("x > 2.5", "https://example.org/a", "me@x.org", "{name}", "data.csv", "3");
        assertThat(Literals.missing("Name 5 rivers.", "List five rivers.")).isEmpty();
        assertThat(Literals.missing("用“快乐”造3个句子。", "请用“快乐”造三个句子。")).isEmpty();
        assertThat(Literals.missing("用“快乐”造3个句子。", "请造几个句子。")).containsExactly("快乐", "3");
        assertThat(Literals.missing("It's John's idea, isn't it?", "Is this the idea of John?"))
                .isEmpty();
        assertThat(Literals.missing("Add 1,000 and 2.", "Compute 1000 + 2.")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    What is the capital of France? | The capital of France is Paris.
                    Is the sky blue? | Yes, it is.
                    Write a function that adds. | def add(a, b): return a + b
                    Name three rivers. | The answer is Loire, Seine and Rhône.
                    法国的首都是哪里？ | 法国的首都是巴黎。
                    天空是蓝色的吗？ | 是的，天空是蓝色的。
                    """)
    void recognizesAnswersInPlaceOfInstructions(String original, String candidate) {
        assertThat(AnswerNotInstruction.is(original, candidate)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    What is the capital of France? | Name the capital of France and say what it is known for.
                    Summarize it. | The article below is long. Summarize it in one sentence.
                    Give advice. | I broke my phone. What should I do?
                    Name some books. | Five short novels that are easy to read in a weekend
                    法国的首都是哪里？ | 说出法国的首都，并介绍它的历史。
                    给点建议。 | 我的手机坏了，该怎么办？
                    写一首诗。 | 用一个比喻来形容我的处境。
                    """)
    void acceptsInstructionsInPlaceOfInstructions(String original, String candidate) {
        assertThat(AnswerNotInstruction.is(original, candidate)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "...",
                "TODO",
                "[Insert answer here]",
                "N/A",
                "Your answer here",
                "Lorem ipsum dolor sit amet",
                "待补充",
                "[请在此处填写答案]",
                "{{answer}}"
            })
    void findsPlaceholders(String text) {
        assertThat(Placeholders.find(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "None",
                "Dear [Name],\nthank you for coming.",
                "尊敬的[姓名]，感谢您的来信。",
                "```\n# TODO: later\n```",
                "The list [1, 2]"
            })
    void acceptsTextWithoutPlaceholders(String text) {
        assertThat(Placeholders.find(text)).isNull();
    }

    @Test
    void findsLoops() {
        assertThat(Loops.find("I like it a lot. ".repeat(6))).isNotNull();
        assertThat(Loops.find("The cat sat and the cat ran " + "and the dog ran ".repeat(8)))
                .isNotNull();
        assertThat(Loops.find("no ".repeat(20))).isNotNull();
        assertThat(Loops.find("我很喜欢这本书。".repeat(6))).isNotNull();
        assertThat(Loops.find("非常重要的是，" + "我们需要努力，".repeat(10))).isNotNull();
        assertThat(Loops.find("Ha ha ha! That is funny. Knock, knock! Who's there?"))
                .isNull();
        assertThat(Loops.find("哈哈哈哈，真好笑。")).isNull();
        assertThat(Loops.find("1, 2, 3, 4, 5, 6, 7, 8, 9, 10")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The sea is wide. It covers most of the Earth and gives us food. Many people who live near the coa",
                "There are many reasons for this, such as the",
                "First we take the bread,",
                "```python\nprint(1)\n",
                "大海非常辽阔。它覆盖了地球的大部分表面，为我们提供食物。许多住在海边的人依靠捕",
                "做这道菜需要以下几种材料：鸡蛋、番茄、",
            })
    void recognizesTruncatedText(String text) {
        assertThat(Truncation.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The sea is wide.",
                "Paris",
                "- Lose weight\n- Exercise more\n- Eat healthier",
                "Roses are red\nViolets are blue",
                "1. Chess 2. Who Am I? 3. Go",
                "大海非常辽阔。",
                "长江、黄河、珠江",
                "x = 3, y = 2",
                "```python\nprint(1)\n```",
                "",
            })
    void acceptsTextThatEnds(String text) {
        assertThat(Truncation.is(text)).isFalse();
    }

    @Test
    void aLetterMayEndWithANameAndNotWithHalfASentence() {
        String letter = "尊敬的客户：\n\n您好！您订购的两盏台灯将推迟三天送达。本次订单的运费将全额退还。\n\n感谢您的理解。\n\n";
        assertThat(Truncation.is(letter + "客户服务部")).isFalse();
        assertThat(Truncation.is(letter + "如果您不愿继续等待，可以随时联系我们取消")).isTrue();
        String note =
                "Dear Ms. Stone,\n\nThank you for the call on Friday. The lamps arrive on Monday.\n\nYours sincerely,\n";
        assertThat(Truncation.is(note + "The service team of Lumen Limited")).isFalse();
    }
}
