package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.augment.chat.ChatRequest;
import io.augment.chat.RetriableChatException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a server asks to wait. */
class RetryAfterTest extends WithServer {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00.250Z"), ZoneOffset.UTC);

    private @Nullable Duration asked(int status, String... headers) {
        MockResponse.Builder answer = Canned.error(status, "x", "wait");
        for (int i = 0; i < headers.length; i += 2) {
            answer.setHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(answer.build());
        OpenAiChatModel model = open(settings().clock(NOON));
        RetriableChatException thrown =
                catchThrowableOfType(RetriableChatException.class, () -> model.chat(ChatRequest.of("x")));
        return Objects.requireNonNull(thrown).retryAfter();
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 1500, PT1.5S",
        "retry-after-ms, 12.5, PT0.0125S",
        "Retry-After-Ms, 0, PT0S",
        "Retry-After, 7, PT7S",
        "Retry-After, 0, PT0S",
        "Retry-After, 0.25, PT0.25S",
        "Retry-After, ' 3 ', PT3S",
        "Retry-After, 999999999999, PT8760H",
        "Retry-After, 'Sun, 22 Nov 2026 12:00:30 GMT', PT29.75S",
        "Retry-After, 'Sunday, 22-Nov-26 12:00:30 GMT', PT29.75S",
        "Retry-After, 'Sun Nov 22 12:00:30 2026', PT29.75S",
        "Retry-After, 'Sun, 22 Nov 2026 11:00:00 GMT', PT0S",
        "Retry-After, 'Sun, 22 Nov 2093 11:00:00 GMT', PT8760H"
    })
    void isReadInItsThreeForms(String header, String value, Duration wait) {
        assertThat(asked(429, header, value)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-3", "1e9", "", "12 s", "99999999999999999999", "NaN"})
    void isUnknownWhereItCannotBeRead(String value) {
        assertThat(asked(429, "Retry-After", value)).isNull();
    }

    @Test
    void millisecondsWinAndABrokenValueFallsBack() {
        assertThat(asked(429, "retry-after-ms", "250", "Retry-After", "1")).isEqualTo(Duration.ofMillis(250));
        assertThat(asked(429, "retry-after-ms", "x", "Retry-After", "1")).isEqualTo(Duration.ofSeconds(1));
        assertThat(asked(429)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 503, 529})
    void isPassedOnFromEveryErrorThatMayBeTriedAgain(int status) {
        assertThat(asked(status, "Retry-After", "2")).isEqualTo(Duration.ofSeconds(2));
    }
}
