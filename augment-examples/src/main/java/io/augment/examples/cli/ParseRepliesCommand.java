package io.augment.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.judge.JudgeReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Reads winners and ratings from judges' replies. */
@Command(
        name = "parse-replies",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads from judges' replies which of two answers won, and which rating was given.",
        footer = {
            "",
            "Reads JSON Lines of {\"id\": ..., \"reply\": \"...\"} and writes JSON Lines of {\"id\": ..., \"winner\":",
            "\"first\", \"second\", \"tie\" or null, \"rating\": a number or null}. Null means that the reply does not say.",
            "",
            "Example: augment parse-replies --in replies.jsonl --out verdicts.jsonl"
        })
final class ParseRepliesCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "JSON Lines with id and reply.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path in;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    private int winners;
    private int ratings;
    private int neither;

    @Override
    public Integer call() throws IOException {
        RunWatch watch = new RunWatch(main.terminal());
        int bad = 0;
        int read = 0;
        try (JsonLinesReader rows = new JsonLinesReader(in);
                JsonLinesWriter written = new JsonLinesWriter(out)) {
            for (String line = rows.next(); line != null; line = rows.next()) {
                read++;
                String problem = read(line, written);
                if (problem != null) {
                    bad++;
                    watch.warn(rows.place() + ": " + problem);
                }
            }
            written.commit();
        }
        watch.end(null);
        print(read, bad);
        return ExitStatus.DONE;
    }

    /** Reads one row, and returns what is wrong with it, or null. */
    private @Nullable String read(String line, JsonLinesWriter written) throws IOException {
        JsonNode row;
        try {
            row = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return "This is no JSON object.";
        }
        if (!row.path("reply").isTextual()) {
            return "The row has no text in \"reply\".";
        }
        JudgeReply reply = JudgeReply.read(row.get("reply").asText());
        ObjectNode verdict = MAPPER.createObjectNode();
        verdict.set("id", row.get("id"));
        verdict.put("winner", reply.winner() == null ? null : reply.winner().label());
        Double rating = reply.rating();
        if (rating != null && rating == Math.rint(rating)) {
            verdict.put("rating", rating.longValue());
        } else {
            verdict.put("rating", rating);
        }
        written.write(verdict);
        winners += reply.winner() == null ? 0 : 1;
        ratings += rating == null ? 0 : 1;
        neither += reply.winner() == null && rating == null ? 1 : 0;
        return null;
    }

    private void print(int read, int bad) {
        if (json) {
            ObjectNode object = MAPPER.createObjectNode();
            object.put("read", read);
            object.put("winners", winners);
            object.put("ratings", ratings);
            object.put("undecided", neither);
            object.put("unreadable", bad);
            object.put("file", out.toString());
            main.terminal().out().println(object);
            return;
        }
        main.terminal()
                .out()
                .println(Numbers.count(read, "row") + " read: " + winners + " with a winner, " + ratings
                        + " with a rating, " + neither + " with neither, " + bad + " unreadable. Written to " + out
                        + ".");
    }
}
