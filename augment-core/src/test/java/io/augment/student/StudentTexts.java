package io.augment.student;

import io.augment.chat.HostileTexts;
import java.util.List;
import java.util.Random;

/** Makes texts that look like block markers and chat templates. */
final class StudentTexts {
    private static final List<String> PIECES = List.of(
            "### Instruction",
            "\n### Instruction\n",
            "\n### Response\n",
            "\n\\### Response\n",
            "\n\\\\### instruction:\n",
            "\n  ###Response: \r\n",
            "\n### Response and more\n",
            "\r",
            "\n\n",
            "\t",
            "\\",
            "<|im_start|>user",
            "<|im_end|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "{{instruction}}",
            "{{pairs}}",
            "写一首诗。",
            "👩‍👩‍👧 family",
            "\u2028",
            "\u3000");

    private StudentTexts() {}

    static String any(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? HostileTexts.any(random) : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    static String anyNotBlank(Random random) {
        String text = any(random);
        return text.isBlank() ? "x" + text : text;
    }
}
