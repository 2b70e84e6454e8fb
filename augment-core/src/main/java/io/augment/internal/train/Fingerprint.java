package io.augment.internal.train;

import io.augment.internal.util.Hex;
import io.augment.train.TrainingException;
import io.augment.train.TrainingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells requests apart by what they ask for and what their files hold, wherever those lie. */
final class Fingerprint {
    private static final int DIGITS = 32;

    private Fingerprint() {}

    /**
     * Returns the request's fingerprint.
     *
     * @throws TrainingException if a file cannot be read
     */
    static String of(TrainingRequest request) {
        StringBuilder text = new StringBuilder();
        for (Object part : List.of(
                request.method(),
                request.baseModel(),
                file(request.trainingFile()),
                request.validationFile() == null ? "" : file(request.validationFile()),
                shown(request.epochs()),
                shown(request.batchSize()),
                shown(request.learningRateMultiplier()),
                shown(request.beta()),
                shown(request.seed()),
                shown(request.suffix()))) {
            text.append(part).append('\u0000');
        }
        request.options()
                .forEach((name, value) ->
                        text.append(name).append('\u0000').append(value).append('\u0000'));
        return Hex.sha256(text.toString(), DIGITS);
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String file(Path file) {
        MessageDigest digest = Hex.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new TrainingException("The file to train on, " + file + ", cannot be read: " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
