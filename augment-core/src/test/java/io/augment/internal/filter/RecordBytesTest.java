package io.augment.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordBytesTest {
    @Test
    void readsWhatWasWritten() {
        Random random = new Random(17);
        RecordBytes bytes = new RecordBytes();
        TokenCodec codec = new TokenCodec();
        List<String> names = new ArrayList<>();
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String name = switch (random.nextInt(4)) {
                case 0 -> String.format("%016x", random.nextLong());
                case 1 -> "名字" + i;
                case 2 -> "";
                default -> "file.jsonl:" + random.nextInt();
            };
            int[] text = new int[i % 500 == 0 ? 100_000 : random.nextInt(100)];
            Arrays.setAll(text, k -> random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(1_000));
            bytes.begin(RecordBytes.nameBytes(name) + RecordBytes.VARINT + text.length * TokenCodec.MOST_BYTES);
            bytes.putName(name);
            codec.write(text, text.length, bytes);
            names.add(name);
            texts.add(text);
        }
        assertThat(bytes.size()).isEqualTo(3_000);
        for (int round = 0; round < 3_000; round++) {
            int record = random.nextInt(3_000);
            bytes.seek(record);
            assertThat(bytes.getName()).isEqualTo(names.get(record));
            bytes.seek(record);
            bytes.skipName();
            int count = bytes.getVarint();
            assertThat(Arrays.copyOf(codec.read(bytes, count, new int[16]), count))
                    .isEqualTo(texts.get(record));
        }
    }

    @Test
    void cutsNamesOfAnyLength() {
        RecordBytes bytes = new RecordBytes();
        String name = "名".repeat(1_000);
        bytes.begin(RecordBytes.nameBytes(name));
        bytes.putName(name);
        bytes.seek(0);
        assertThat(bytes.getName()).isEqualTo("名".repeat(400));
    }
}
