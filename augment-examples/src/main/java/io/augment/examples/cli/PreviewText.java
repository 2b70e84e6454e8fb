package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Verdict;
import io.augment.run.Preview;
import io.augment.run.StageCount;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints records before and after each stage. */
final class PreviewText {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final PrintWriter out;

    PreviewText(PrintWriter out) {
        this.out = out;
    }

    void print(Preview preview) {
        String stage = "";
        for (Preview.Step step : preview.steps()) {
            if (!step.stage().equals(stage)) {
                stage = step.stage();
                out.println("== " + stage + " ==");
            }
            out.println(step.before().id());
            lines("  before ", step.before());
            if (step.after().isEmpty()) {
                out.println("  after  turned down" + reasons(preview, stage));
            }
            for (Example after : step.after()) {
                lines("  after  ", after);
            }
            out.println();
        }
    }

    /** A step tells that a record was turned down; why is in the account of the stage. */
    private static String reasons(Preview preview, String name) {
        for (StageCount stage : preview.report().stages()) {
            if (stage.stage().equals(name)) {
                List<String> reasons = new ArrayList<>(stage.rejected().keySet());
                reasons.addAll(stage.failed().keySet());
                return reasons.isEmpty() ? "" : " (" + String.join(" or ", reasons) + ")";
            }
        }
        return "";
    }

    private void lines(String lead, Example example) {
        Instruction instruction = example.instruction();
        String more = " ".repeat(lead.length());
        out.println(lead + "instruction: " + indented(instruction.text(), more));
        if (!instruction.input().isEmpty()) {
            out.println(more + "input: " + indented(instruction.input(), more));
        }
        String response = instruction.response();
        if (example instanceof InstructionPair pair) {
            response = pair.response();
            Verdict verdict = pair.verdict();
            if (verdict != null) {
                out.println(more + "score: " + (verdict.isScored() ? verdict.score() : "none"));
            }
        }
        if (response != null) {
            out.println(more + "response: " + indented(response, more));
        }
        if (instruction.task() != null) {
            out.println(more + "task: " + instruction.task());
        }
    }

    private static String indented(String text, String margin) {
        return text.strip().replaceAll("\\R", "\n" + margin + "  ");
    }

    void printJson(Preview preview) {
        for (Preview.Step step : preview.steps()) {
            ObjectNode json = MAPPER.createObjectNode();
            json.put("stage", step.stage());
            json.set("before", json(step.before()));
            var after = json.putArray("after");
            step.after().forEach(example -> after.add(json(example)));
            out.println(json);
        }
    }

    private static ObjectNode json(Example example) {
        Instruction instruction = example.instruction();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", example.id());
        json.put("instruction", instruction.text());
        json.put("input", instruction.input());
        json.put("response", example instanceof InstructionPair pair ? pair.response() : instruction.response());
        json.put("task", instruction.task());
        return json;
    }
}
