package io.augment.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Origin;
import io.augment.Outcome;
import io.augment.internal.source.RejectJson;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleJsonTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void keepsEveryFieldOfHostileRecords() {
        HostileTexts texts = new HostileTexts(3);
        for (int i = 0; i < 2_000; i++) {
            Example example = texts.example();
            byte[] line = ExampleJson.write(example);

            assertThat(ExampleJson.read(line)).isEqualTo(example);
            assertThat(new String(line, StandardCharsets.UTF_8).lines()).hasSize(1);
        }
    }

    @Test
    void writesTheFieldsInOrder() throws IOException {
        Instruction seed = Instruction.builder("Name a river.")
                .id("s1")
                .response("The Rhine.")
                .build();

        assertThat(new String(ExampleJson.write(seed), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"id\":\"s1\",\"instruction\":\"Name a river.\",\"input\":\"\",\"response\":\"The Rhine.\","
                                + "\"system\":\"\",\"history\":[],\"task\":null,\"language\":null,\"metadata\":{},\"verdict\":null,"
                                + "\"provenance\":{\"seedId\":null,\"steps\":[]}}\n");
    }

    @Test
    void readsAnUnjudgedPairAsAnInstructionWithItsResponse() {
        Instruction instruction = Instruction.of("Name a river.");

        assertThat(ExampleJson.read(ExampleJson.write(InstructionPair.of(instruction, "The Rhine."))))
                .isEqualTo(instruction.toBuilder().response("The Rhine.").build());
    }

    @Test
    void turnsUnknownMembersIntoMetadata() {
        String line =
                "{\"id\":\"1\",\"instruction\":\"a\",\"metadata\":{\"k\":\"v\"},\"provenance\":{},\"tags\":[1,\"x\"]}";

        assertThat(ExampleJson.read(line.getBytes(StandardCharsets.UTF_8)).metadata())
                .containsEntry("k", "v")
                .containsEntry("tags", "[1,\"x\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\",\"instruction\":\"a\",\"metadata\":{},\"provenance\":{},\"more\":1}",
                "{\"id\":\"1\",\"instruction\":\"a\",\"response\":\"b\",\"task\":\"Math\",\"metadata\":{\"tenant\":\"t\"}}"
            })
    void knowsARecordThatItWroteOrThatSomebodyWroteByHand(String line) {
        assertThat(ExampleJson.isNative(object(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\",\"instruction\":\"a\",\"response\":\"b\",\"task\":\"Math\"}",
                "{\"id\":\"1\",\"instruction\":\"a\",\"output\":\"b\",\"metadata\":{\"tenant\":\"t\"}}",
                "{\"id\":\"1\",\"instruction\":\"a\",\"metadata\":{\"pages\":3}}",
                "{\"id\":\"1\",\"instruction\":\" \",\"metadata\":{}}",
                "{\"instruction\":\"a\",\"metadata\":{}}"
            })
    void takesNoOtherRecordForItsOwn(String line) {
        assertThat(ExampleJson.isNative(object(line))).isFalse();
    }

    private static Json.Obj object(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return (Json.Obj) new JsonReader().read(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"id\":\"1\"}",
                "{\"id\":1,\"instruction\":\"a\"}",
                "{\"id\":\"1\",\"instruction\":\"a\",\"history\":[{\"role\":\"robot\",\"text\":\"x\"}]}",
                "{\"id\":\"1\",\"instruction\":\"a\",\"response\":\"r\",\"verdict\":{\"score\":2}}",
                "{\"id\":\"1\",\"instruction\":\"a\",\"origin\":{\"source\":\"f\",\"line\":0}}",
                "{\"id\":\"1\",\"instruction\":\"a\",\"provenance\":{\"steps\":[{\"stage\":\"s\",\"by\":\"b\",\"costUsd\":\"x\"}]}}"
            })
    void refusesFieldsOfTheWrongKind(String line) {
        assertThatThrownBy(() -> ExampleJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        JsonProblem.class,
                        problem -> assertThat(problem.reason()).isEqualTo("bad-record"));
    }

    @Test
    void writesRejectedFailedAndMalformedRows() throws IOException {
        Origin origin = new Origin("seeds.jsonl", 17);
        Instruction seed = Instruction.builder("a").id("s").origin(origin).build();
        JsonWriter out = new JsonWriter();
        RejectJson.write(new Outcome.Rejected(seed, "judge", "below-threshold", "0.2", origin), out);
        RejectJson.write(new Outcome.Failed(seed, "expand", "server-error", "503", null), out);
        RejectJson.write(new SourceRow.Malformed(origin, "malformed-json", "bad \ud83d", "{\u2028"), out);
        RejectJson.write(new Outcome.Rejected(null, "source", "x", null, origin), out);

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        JsonNode rejected = JACKSON.readTree(lines.get(0));
        assertThat(rejected.properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("stage", "reason", "detail", "file", "line", "record");
        assertThat(rejected.path("line").asLong()).isEqualTo(17);
        assertThat(rejected.path("record").path("id").asText()).isEqualTo("s");
        assertThat(JACKSON.readTree(lines.get(1)).path("file").isNull()).isTrue();
        assertThat(JACKSON.readTree(lines.get(2)).path("record").asText()).isEqualTo("{\u2028");
        assertThat(JACKSON.readTree(lines.get(3)).path("record").isNull()).isTrue();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            assertThat(RejectJson.isReject((Json.Obj) new JsonReader().read(bytes, 0, bytes.length)))
                    .isTrue();
        }
    }
}
