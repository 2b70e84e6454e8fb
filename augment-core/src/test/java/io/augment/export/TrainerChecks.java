package io.augment.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Checks files as their trainers do, written from the formats' own documentation and with another JSON library than the
 * product's.
 */
final class TrainerChecks {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private TrainerChecks() {}

    /** Checks a file and returns its rows. */
    static List<JsonNode> check(String format, Path file) {
        String text = text(file);
        List<JsonNode> rows = file.toString().contains(".jsonl")
                ? lines(text)
                : file.toString().contains(".csv") ? table(text) : array(text);
        Set<String> keys = null;
        for (JsonNode row : rows) {
            assertThat(row.isObject()).isTrue();
            Set<String> own = new TreeSet<>();
            row.fieldNames().forEachRemaining(own::add);
            keys = keys == null ? own : keys;
            if (!format.equals("augment")) {
                assertThat(own).as("every row has the same keys").isEqualTo(keys);
            }
            row(format, row);
        }
        return rows;
    }

    private static void row(String format, JsonNode row) {
        switch (format) {
            case "alpaca":
                alpacaPrompt(row);
                target(row.get("output"));
                break;
            case "sharegpt":
                shareGpt(row.get("conversations"), true);
                assertThat(row.path("system").isTextual()).isTrue();
                break;
            case "openai":
            case "trl":
            case "axolotl":
            case "ms-swift":
            case "huggingface":
                messages(row.get("messages"), true);
                break;
            case "augment":
                assertThat(row.fieldNames())
                        .toIterable()
                        .contains(
                                "id",
                                "instruction",
                                "input",
                                "response",
                                "system",
                                "history",
                                "task",
                                "language",
                                "metadata",
                                "verdict",
                                "provenance");
                break;
            case "openai-preference":
                messages(row.get("input").get("messages"), false);
                answer(row.get("preferred_output"));
                answer(row.get("non_preferred_output"));
                assertThat(row.get("preferred_output")).isNotEqualTo(row.get("non_preferred_output"));
                break;
            case "trl-prompt-completion":
                answer(row.get("completion"));
                messages(row.get("prompt"), false);
                break;
            case "trl-prompt-only":
                messages(row.get("prompt"), false);
                assertThat(row.size()).isEqualTo(1);
                break;
            case "trl-preference":
                messages(row.get("prompt"), false);
                answer(row.get("chosen"));
                answer(row.get("rejected"));
                assertThat(row.get("chosen")).isNotEqualTo(row.get("rejected"));
                break;
            case "trl-preference-implicit":
                messages(row.get("chosen"), true);
                messages(row.get("rejected"), true);
                assertThat(row.get("chosen")).isNotEqualTo(row.get("rejected"));
                int shared = row.get("chosen").size() - 1;
                for (int i = 0; i < shared; i++) {
                    assertThat(row.get("chosen").get(i))
                            .isEqualTo(row.get("rejected").get(i));
                }
                break;
            case "trl-unpaired-preference":
                messages(row.get("prompt"), false);
                answer(row.get("completion"));
                assertThat(row.get("label").isBoolean()).isTrue();
                break;
            case "trl-stepwise":
                target(row.get("prompt"));
                assertThat(row.get("labels").size())
                        .isPositive()
                        .isEqualTo(row.get("completions").size());
                row.get("completions").forEach(TrainerChecks::target);
                row.get("labels").forEach(label -> assertThat(label.isBoolean()).isTrue());
                break;
            case "alpaca-preference":
                alpacaPrompt(row);
                target(row.get("chosen"));
                target(row.get("rejected"));
                assertThat(row.get("chosen")).isNotEqualTo(row.get("rejected"));
                break;
            case "sharegpt-preference":
                shareGpt(row.get("conversations"), false);
                assertThat(row.get("chosen").get("from").asText()).isEqualTo("gpt");
                assertThat(row.get("rejected").get("from").asText()).isEqualTo("gpt");
                target(row.get("chosen").get("value"));
                target(row.get("rejected").get("value"));
                assertThat(row.get("chosen")).isNotEqualTo(row.get("rejected"));
                break;
            case "alpaca-kto":
                alpacaPrompt(row);
                target(row.get("output"));
                assertThat(row.get("kto_tag").isBoolean()).isTrue();
                break;
            case "ms-swift-kto":
                messages(row.get("messages"), true);
                assertThat(row.get("label").isBoolean()).isTrue();
                break;
            case "sharegpt-kto":
                shareGpt(row.get("conversations"), true);
                assertThat(row.get("kto_tag").isBoolean()).isTrue();
                break;
            case "axolotl-preference":
                messages(row.get("messages"), false);
                target(row.get("chosen").get("content"));
                target(row.get("rejected").get("content"));
                assertThat(row.get("chosen").get("role").asText()).isEqualTo("assistant");
                assertThat(row.get("chosen")).isNotEqualTo(row.get("rejected"));
                break;
            case "ms-swift-preference":
                messages(row.get("messages"), true);
                target(row.get("rejected_response"));
                assertThat(row.get("messages")
                                .get(row.get("messages").size() - 1)
                                .get("content"))
                        .isNotEqualTo(row.get("rejected_response"));
                break;
            case "pai-instructions":
                target(row.get("instruction"));
                assertThat(row.size()).isEqualTo(1);
                break;
            case "pai-preference":
                target(row.get("prompt"));
                target(row.get("chosen"));
                target(row.get("rejected"));
                assertThat(row.get("chosen")).isNotEqualTo(row.get("rejected"));
                break;
            case "pai":
            case "easydistill":
                target(row.get("instruction"));
                target(row.get("output"));
                break;
            case "csv":
                assertThat(row.fieldNames())
                        .toIterable()
                        .containsExactly("id", "instruction", "input", "output", "system", "history");
                break;
            default:
                fail("no check for " + format);
        }
    }

    /** LLaMA-Factory: instruction and input are strings, the history is a list of pairs. */
    private static void alpacaPrompt(JsonNode row) {
        assertThat(row.get("instruction").isTextual()).isTrue();
        assertThat(row.get("input").isTextual()).isTrue();
        assertThat(row.get("instruction").asText() + row.get("input").asText()).isNotBlank();
        assertThat(row.get("system").isTextual()).isTrue();
        for (JsonNode round : row.get("history")) {
            assertThat(round.size()).isEqualTo(2);
            target(round.get(0));
            target(round.get(1));
        }
    }

    /** LLaMA-Factory: human and observation at odd positions, gpt and function_call at even ones. */
    private static void shareGpt(JsonNode turns, boolean answered) {
        assertThat(turns.size()).isPositive();
        assertThat(turns.size() % 2).isEqualTo(answered ? 0 : 1);
        for (int i = 0; i < turns.size(); i++) {
            assertThat(turns.get(i).get("from").asText())
                    .isIn(i % 2 == 0 ? List.of("human", "observation") : List.of("gpt", "function_call"));
            target(turns.get(i).get("value"));
        }
    }

    /** Chat messages: an optional system message, then user and assistant in turns. */
    static void messages(JsonNode messages, boolean answered) {
        int first = messages.path(0).path("role").asText().equals("system") ? 1 : 0;
        assertThat((messages.size() - first) % 2).isEqualTo(answered ? 0 : 1);
        assertThat(messages.size()).isGreaterThan(first);
        for (int i = 0; i < messages.size(); i++) {
            target(messages.get(i).get("content"));
            if (i >= first) {
                assertThat(messages.get(i).get("role").asText()).isEqualTo((i - first) % 2 == 0 ? "user" : "assistant");
            }
        }
    }

    /** A list of one message of the assistant. */
    private static void answer(JsonNode messages) {
        assertThat(messages.size()).isEqualTo(1);
        assertThat(messages.get(0).get("role").asText()).isEqualTo("assistant");
        target(messages.get(0).get("content"));
    }

    /** RFC 4180: quoted cells, quotes doubled in them, everything else between separators and line breaks. */
    private static List<JsonNode> table(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(text.charAt(++i));
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"') {
                assertThat(cell).isEmpty();
                quoted = true;
            } else if (c == ',' || c == '\n') {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    records.add(cells);
                    cells = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted).isFalse();
        List<JsonNode> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            assertThat(record).hasSameSizeAs(records.get(0));
            ObjectNode row = JSON.createObjectNode();
            for (int i = 0; i < record.size(); i++) {
                row.put(records.get(0).get(i), record.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    static void target(JsonNode text) {
        assertThat(text.isTextual()).isTrue();
        assertThat(text.asText()).isNotBlank();
    }

    private static List<JsonNode> lines(String text) {
        List<JsonNode> rows = new ArrayList<>();
        assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
        // Also by the line separators that some readers split at.
        for (String line : text.split("\\R", -1)) {
            if (!line.isEmpty()) {
                rows.add(parse(line));
            }
        }
        return rows;
    }

    private static List<JsonNode> array(String text) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode array = parse(text);
        assertThat(array.isArray()).isTrue();
        array.forEach(rows::add);
        return rows;
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** Returns the file's text, which must be valid UTF-8. */
    static String text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (file.toString().endsWith(".gz")) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    bytes = in.readAllBytes();
                }
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8: " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
