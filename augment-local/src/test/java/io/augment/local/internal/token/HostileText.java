package io.augment.local.internal.token;

import java.util.Random;

/** Makes text that tokenizers stumble over: rare scripts, emoji with joiners, strange white space, long runs. */
public final class HostileText {
    private static final String[] PARTS = {
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "\u00a0",
        "\u3000",
        "\u0085",
        "\u2028",
        "\u200b",
        "\ufeff",
        "\u0000",
        "'s",
        "'RE",
        "'ll",
        "'",
        "\"",
        "\\",
        "a",
        "the",
        "cat",
        "Ä",
        "e\u0301",
        "ſ",
        "İ",
        "你好",
        "世",
        "こんにちは",
        "한국어",
        "हिन्दी",
        "العربية",
        "😀",
        "👨‍👩‍👧‍👦",
        "🇩🇪",
        "𝒳",
        "1",
        "12",
        "1234567",
        "½",
        "Ⅷ",
        "٣",
        "{\"",
        "\":",
        "},{",
        "...",
        "--",
        "<|im_end|",
        "|>",
        "\ue000",
        "\uffff",
        "𐀀",
        "\udbff\udfff"
    };

    private HostileText() {}

    /** Returns a text without half characters. */
    public static String of(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(30);
        for (int i = 0; i < parts; i++) {
            if (random.nextInt(4) == 0) {
                int codePoint = random.nextInt(0x110000);
                text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? 0xFFFD : codePoint);
            } else {
                String part = PARTS[random.nextInt(PARTS.length)];
                text.append(random.nextInt(20) == 0 ? part.repeat(random.nextInt(60)) : part);
            }
        }
        return text.toString();
    }
}
