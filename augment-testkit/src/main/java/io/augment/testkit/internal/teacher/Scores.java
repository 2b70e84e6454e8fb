package io.augment.testkit.internal.teacher;

import io.augment.testkit.internal.server.Hashes;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges a response by what can be seen without understanding it. */
final class Scores {
    private static final Pattern REFUSAL = Pattern.compile(
            "^(i('m| am) sorry|sorry|i can(no|')t|as an ai|i am unable|unfortunately, i can)|^(抱歉|对不起|很抱歉|我无法|作为.{0,6}(AI|人工智能))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})\\s*(?:to|-|–|至|到|~|…)\\s*(\\d{1,3})");
    private static final int LONG_TEXT = 120;

    /** Is a scale with both its ends. */
    record Scale(int low, int high) {
        /** Finds the scale of a dimension in the words of a prompt. */
        static Scale in(String frame, String dimension, Scale otherwise) {
            int at = frame.toLowerCase(Locale.ROOT).indexOf(dimension.toLowerCase(Locale.ROOT));
            Matcher range = RANGE.matcher(frame);
            if (range.find(Math.max(0, at))) {
                int low = Integer.parseInt(range.group(1));
                int high = Integer.parseInt(range.group(2));
                if (low < high) {
                    return new Scale(low, high);
                }
            }
            return otherwise;
        }

        double at(double share) {
            return low + share * (high - low);
        }
    }

    private Scores() {}

    /** Returns the quality of a response from 0 to 1, the same for the same texts. */
    static double quality(String instruction, String response, String dimension) {
        double floor = fault(instruction, response);
        long hash = Hashes.of(Hashes.of(Hashes.of(instruction), Hashes.of(response)), Hashes.of(dimension));
        return floor < 1 ? floor : 0.64 + 0.32 * Hashes.unit(hash);
    }

    /** Returns 1 for a response without visible faults, otherwise how good it can still be. */
    private static double fault(String instruction, String response) {
        String answer = response.strip();
        if (answer.isEmpty()) {
            return 0;
        }
        if (answer.equals(instruction.strip())) {
            return 0.1;
        }
        if (REFUSAL.matcher(answer).find()) {
            return 0.15;
        }
        long readable = answer.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || Character.isWhitespace(c))
                .count();
        if (readable * 3 < answer.codePointCount(0, answer.length())) {
            return 0.2;
        }
        if (answer.length() > LONG_TEXT
                && Character.isLetter(answer.charAt(answer.length() - 1))
                && !answer.contains("\n")) {
            return 0.4; // it breaks off inside a sentence
        }
        return 1;
    }

    /** Says in a sentence why the scores are as they are. */
    static String reason(String instruction, String response, boolean chinese) {
        double fault = fault(instruction, response);
        List<String> reasons = chinese
                ? List.of("没有给出有用的回答。", "回答在句中中断，内容不完整。", "回答切题，要点具体，表达清楚。")
                : List.of(
                        "There is no useful answer to the instruction.",
                        "The answer breaks off and is incomplete.",
                        "The answer addresses the instruction with concrete points and clear wording.");
        return reasons.get(fault < 0.3 ? 0 : fault < 1 ? 1 : 2);
    }
}
