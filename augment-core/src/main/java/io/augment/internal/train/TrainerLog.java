package io.augment.internal.train;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.train.TrainingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what trainers print: the JSON lines of our own script, the dictionaries of Hugging Face's trainers, which LLaMA-Factory
 * and TRL print as well, and their progress bars, from which the step is known. An event's identifier is its place in the log.
 */
public final class TrainerLog {
    private static final Pattern BAR = Pattern.compile("\\b(\\d{1,9})/(\\d{1,9}) \\[");
    private static final Pattern DICTIONARY = Pattern.compile("\\{'[a-zA-Z_0-9/]+': .*}");
    private static final Pattern ENTRY = Pattern.compile("'([a-zA-Z_0-9/]+)': '?([-+0-9.eE]+)'?");
    private static final Pattern ERROR = Pattern.compile("(?:[\\w.]*(?:Error|Exception)|train\\.py): .+");
    private static final String OTHER = "figures of the trainer";
    private static final int LONGEST = 500;
    private static final Map<String, String> NAMES = Map.of("loss", "train_loss", "eval_loss", "valid_loss");

    private final List<TrainingEvent> events = new ArrayList<>();
    private final Instant time;
    private @Nullable Long step;
    private @Nullable Long of;
    private @Nullable String saved;

    private TrainerLog(Instant time) {
        this.time = time;
    }

    /** Returns the events after a place, oldest first; none where there is no log yet. */
    public static List<TrainingEvent> events(Path log, @Nullable String after) {
        long from = after == null ? -1 : Long.parseLong(after);
        return read(log).events.stream()
                .filter(event -> Long.parseLong(event.id()) > from)
                .toList();
    }

    /** Returns the directory that the script said it had saved the model to, or null. */
    static @Nullable String saved(Path log) {
        return read(log).saved;
    }

    /** Returns the last line that says something. */
    static String lastLine(Path log) {
        String last = "it printed nothing";
        for (String line : text(log).split("[\r\n]", -1)) {
            last = line.isBlank() ? last : line.strip();
        }
        return cut(last);
    }

    private static TrainerLog read(Path log) {
        String text = text(log);
        Instant time;
        try {
            time = Files.getLastModifiedTime(log).toInstant();
        } catch (IOException e) {
            time = Instant.EPOCH;
        }
        TrainerLog read = new TrainerLog(time);
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            // What has no end yet may still grow.
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                read.line(begin, text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        return read;
    }

    private static String text(Path log) {
        try {
            // One character for each byte, so that places stay what they are while the log grows.
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return "the log cannot be read: " + e.getMessage();
        }
    }

    private void line(int place, String bytes) {
        String line = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        if (line.startsWith("{\"")) {
            object(place, line);
            return;
        }
        Matcher bar = BAR.matcher(line);
        while (bar.find()) {
            step = Long.valueOf(bar.group(1));
            of = Long.valueOf(bar.group(2));
        }
        Matcher dictionary = DICTIONARY.matcher(line);
        if (dictionary.find()) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            Matcher entry = ENTRY.matcher(dictionary.group());
            while (entry.find()) {
                number(entry.group(1), entry.group(2), metrics);
            }
            add(place, step, of, metrics, OTHER);
        } else if (ERROR.matcher(line).matches()) {
            events.add(new TrainingEvent(
                    Integer.toString(place), time, TrainingEvent.Level.ERROR, cut(line), step, Map.of()));
        }
    }

    private void object(int place, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            if (new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Obj object) {
                Map<String, Double> metrics = new LinkedHashMap<>();
                object.values().forEach((name, value) -> {
                    if (value instanceof Json.Literal literal && !name.equals("step") && !name.equals("of")) {
                        number(name, literal.value(), metrics);
                    }
                });
                step = whole(object, "step", step);
                of = whole(object, "of", whole(object, "steps", of));
                String path = object.text("path");
                if ("saved".equals(object.text("event")) && path != null) {
                    saved = path;
                    message(place, "saved to " + path, Map.of());
                } else {
                    add(place, step, of, metrics, Objects.requireNonNullElse(object.text("event"), OTHER));
                }
            }
        } catch (JsonProblem e) {
            message(place, cut(line), Map.of());
        }
    }

    private static @Nullable Long whole(Json.Obj object, String name, @Nullable Long otherwise) {
        return object.get(name) instanceof Json.Literal literal
                        && literal.value().matches("\\d{1,15}")
                ? (Long) Long.parseLong(literal.value())
                : otherwise;
    }

    private static void number(String name, String text, Map<String, Double> metrics) {
        try {
            metrics.put(NAMES.getOrDefault(name, name), Double.parseDouble(text));
        } catch (NumberFormatException e) {
            // Not every member is a figure.
            metrics.remove(name);
        }
    }

    private void add(int place, @Nullable Long at, @Nullable Long all, Map<String, Double> metrics, String otherwise) {
        StringBuilder text = new StringBuilder(at == null ? "" : "step " + at + (all == null ? "" : " of " + all));
        for (String name : List.of("train_loss", "valid_loss")) {
            Double value = metrics.get(name);
            if (value != null) {
                text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
            }
        }
        message(place, text.isEmpty() ? otherwise : text.toString(), metrics);
    }

    private void message(int place, String text, Map<String, Double> metrics) {
        events.add(new TrainingEvent(Integer.toString(place), time, TrainingEvent.Level.INFO, text, step, metrics));
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
