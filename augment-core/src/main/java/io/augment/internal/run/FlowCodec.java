package io.augment.internal.run;

import io.augment.Example;
import io.augment.Origin;
import io.augment.Outcome;
import io.augment.internal.format.ExampleJson;
import io.augment.source.SourceRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes flows to bytes and reads them back as they were. */
final class FlowCodec {
    private static final int LIVE = 0;
    private static final int REJECTED = 1;
    private static final int FAILED = 2;
    private static final int NOT_REACHED = 3;
    private static final int UNREADABLE = 4;
    private static final int NOTHING = 5;

    private FlowCodec() {}

    static byte[] write(List<Flow> flows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(flows.size());
            for (Flow flow : flows) {
                write(out, flow);
                write(out, flow.tally());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Flow flow) throws IOException {
        if (flow instanceof Flow.Live live) {
            out.writeByte(LIVE);
            out.writeBoolean(live.ghost());
            write(out, live.example());
        } else if (flow instanceof Flow.Ended ended) {
            write(out, ended.outcome());
        } else if (flow instanceof Flow.Unreadable unreadable) {
            SourceRow.Malformed row = unreadable.row();
            out.writeByte(UNREADABLE);
            write(out, row.origin());
            text(out, row.reason());
            text(out, row.detail());
            text(out, row.raw());
        } else {
            out.writeByte(NOTHING);
        }
    }

    private static void write(DataOutputStream out, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Rejected rejected) {
            out.writeByte(REJECTED);
            Example example = rejected.example();
            out.writeBoolean(example != null);
            if (example != null) {
                write(out, example);
            }
            text(out, rejected.stage());
            text(out, rejected.reason());
            text(out, rejected.detail());
            write(out, rejected.origin());
        } else if (outcome instanceof Outcome.Failed failed) {
            out.writeByte(FAILED);
            write(out, failed.example());
            text(out, failed.stage());
            text(out, failed.reason());
            text(out, failed.detail());
            write(out, failed.origin());
        } else if (outcome instanceof Outcome.NotReached notReached) {
            out.writeByte(NOT_REACHED);
            write(out, notReached.example());
            text(out, notReached.stage());
            text(out, notReached.cap());
        } else {
            throw new IllegalStateException("A kept record is alive until it is delivered");
        }
    }

    private static void write(DataOutputStream out, Example example) throws IOException {
        bytes(out, ExampleJson.write(example));
    }

    private static void write(DataOutputStream out, @Nullable Origin origin) throws IOException {
        text(out, origin == null ? null : origin.source());
        out.writeLong(origin == null ? 0 : origin.line());
    }

    private static void write(DataOutputStream out, Tally tally) throws IOException {
        out.writeInt(tally.notes().size());
        for (Tally.Note note : tally.notes()) {
            text(out, note.stage());
            text(out, note.kind().name());
            text(out, note.reason());
        }
    }

    /** Lone surrogates, which UTF-8 cannot hold, survive in UTF-16. */
    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            bytes(out, text.getBytes(StandardCharsets.UTF_16BE));
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static List<Flow> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            List<Flow> flows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                flows.add(flow(in));
            }
            return flows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Flow flow(DataInputStream in) throws IOException {
        int kind = in.readByte();
        switch (kind) {
            case LIVE -> {
                boolean ghost = in.readBoolean();
                Example example = example(in);
                return new Flow.Live(example, ghost, tally(in));
            }
            case REJECTED -> {
                Example example = in.readBoolean() ? example(in) : null;
                Outcome outcome = new Outcome.Rejected(example, required(in), required(in), text(in), origin(in));
                return new Flow.Ended(outcome, tally(in));
            }
            case FAILED -> {
                Outcome outcome = new Outcome.Failed(example(in), required(in), required(in), required(in), origin(in));
                return new Flow.Ended(outcome, tally(in));
            }
            case NOT_REACHED -> {
                Outcome outcome = new Outcome.NotReached(example(in), required(in), required(in));
                return new Flow.Ended(outcome, tally(in));
            }
            case UNREADABLE -> {
                Origin origin = origin(in);
                if (origin == null) {
                    throw new IOException("A row without an origin");
                }
                SourceRow.Malformed row = new SourceRow.Malformed(origin, required(in), required(in), text(in));
                return new Flow.Unreadable(row, tally(in));
            }
            default -> {
                return new Flow.Nothing(tally(in));
            }
        }
    }

    private static Example example(DataInputStream in) throws IOException {
        return ExampleJson.read(in.readNBytes(in.readInt()));
    }

    private static @Nullable Origin origin(DataInputStream in) throws IOException {
        String source = text(in);
        long line = in.readLong();
        return source == null ? null : new Origin(source, line);
    }

    private static Tally tally(DataInputStream in) throws IOException {
        Tally tally = new Tally();
        int notes = in.readInt();
        for (int i = 0; i < notes; i++) {
            String stage = required(in);
            Tally.Kind kind = Tally.Kind.valueOf(required(in));
            tally.add(stage, kind, required(in));
        }
        return tally;
    }

    private static String required(DataInputStream in) throws IOException {
        String text = text(in);
        if (text == null) {
            throw new IOException("A text is missing");
        }
        return text;
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_16BE);
    }
}
