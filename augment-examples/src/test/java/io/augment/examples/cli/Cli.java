package io.augment.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Runs the program in this process and reads what it wrote. */
final class Cli {
    static final Path QUICKSTART = Path.of("src", "main", "resources", "seeds", "quickstart.jsonl");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Cli() {}

    /** Holds how a command ended. */
    record Result(int status, String out, String err) {
        JsonNode json() throws JsonProcessingException {
            return MAPPER.readTree(out);
        }
    }

    static Result run(Object... args) {
        return run(false, args);
    }

    /** Runs the program as on a terminal. */
    static Result runLive(Object... args) {
        return run(true, args);
    }

    private static Result run(boolean live, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int status = Main.run(new Terminal(new PrintWriter(out), new PrintWriter(err), live), words);
        return new Result(status, out.toString(), err.toString());
    }

    static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            rows.add(MAPPER.readTree(line));
        }
        return rows;
    }

    static List<JsonNode> array(Path file) throws IOException {
        return StreamSupport.stream(MAPPER.readTree(file.toFile()).spliterator(), false)
                .toList();
    }

    static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }
}
