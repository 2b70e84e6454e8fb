package io.augment.student;

import io.augment.Instruction;
import io.augment.InstructionPair;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads pairs in the blocks of the released pair-expanding student: a line {@code ### Instruction}, the text, a
 * line {@code ### Response}, the text.
 *
 * <p>A line of a text that looks like one of these markers gets a backslash in front of its hashes, and loses it when it is
 * read, so that what was written is read back as it was, but for blank space at either end of a text. The reader is
 * tolerant of case, a colon, blank lines and blank space around a marker, and drops what is no whole pair. Source of the
 * format: the model card of Qwen2-7B-Instruct-Response-Exp (arXiv 2412.04871); the backslash is our own.
 *
 * <pre>{@code
 * String block = PairCodec.write(List.of(InstructionPair.of(Instruction.of("Say hello."), "Hello.")));
 * List<InstructionPair> pairs = PairCodec.read(reply.text(), reply.isTruncated());
 * }</pre>
 */
public final class PairCodec {
    private static final String INSTRUCTION = "### Instruction";
    private static final String RESPONSE = "### Response";
    private static final Pattern MARKER = Pattern.compile(
            "[ \\t]*(\\\\*)###[ \\t]*(instruction|response)[ \\t]*:?[ \\t\\r]*", Pattern.CASE_INSENSITIVE);

    private PairCodec() {}

    /**
     * Writes pairs one after the other; a pair's input stands below its instruction.
     *
     * @throws IllegalArgumentException if an instruction or a response is blank: there would be no way to read it back
     */
    public static String write(List<InstructionPair> pairs) {
        StringBuilder out = new StringBuilder();
        for (InstructionPair pair : pairs) {
            block(out, INSTRUCTION, pair.instruction().prompt(), pair);
            block(out, RESPONSE, pair.response(), pair);
        }
        return out.toString();
    }

    private static void block(StringBuilder out, String marker, String text, InstructionPair pair) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("The pair " + pair.id() + " has a blank instruction or response");
        }
        out.append(out.isEmpty() ? "" : "\n").append(marker);
        for (String line : stripped.split("\n", -1)) {
            out.append('\n');
            Matcher matcher = MARKER.matcher(line);
            if (matcher.matches()) {
                int at = matcher.start(1);
                out.append(line, 0, at).append('\\').append(line, at, line.length());
            } else {
                out.append(line);
            }
        }
    }

    /**
     * Reads all whole pairs of a text, in order; an empty list where there is none. What stands before the first marker, a
     * pair without response, and a pair with two of them are dropped.
     *
     * @param truncated whether the text was cut off: then its last pair is dropped, since its response may end early
     */
    public static List<InstructionPair> read(String text, boolean truncated) {
        Blocks blocks = new Blocks();
        for (String line : text.split("\n", -1)) {
            blocks.line(line);
        }
        return blocks.end(truncated);
    }

    /** Collects the lines of a text. */
    private static final class Blocks {
        private final List<InstructionPair> pairs = new ArrayList<>();
        private @Nullable StringBuilder instruction;
        private @Nullable StringBuilder response;
        private boolean broken;

        void line(String line) {
            Matcher matcher = MARKER.matcher(line);
            if (!matcher.matches()) {
                add(line);
            } else if (matcher.end(1) > matcher.start(1)) {
                add(line.substring(0, matcher.start(1)) + line.substring(matcher.start(1) + 1));
            } else if (matcher.group(2).equalsIgnoreCase("instruction")) {
                close();
                instruction = new StringBuilder();
            } else if (response == null) {
                response = new StringBuilder();
            } else {
                broken = true;
            }
        }

        private void add(String line) {
            StringBuilder current = response != null ? response : instruction;
            if (current != null) {
                current.append(line).append('\n');
            }
        }

        private void close() {
            if (instruction != null && response != null && !broken) {
                String asked = instruction.toString().strip();
                String answered = response.toString().strip();
                if (!asked.isEmpty() && !answered.isEmpty()) {
                    pairs.add(InstructionPair.of(Instruction.of(asked), answered));
                }
            }
            instruction = null;
            response = null;
            broken = false;
        }

        List<InstructionPair> end(boolean truncated) {
            if (!truncated) {
                close();
            }
            return List.copyOf(pairs);
        }
    }
}
