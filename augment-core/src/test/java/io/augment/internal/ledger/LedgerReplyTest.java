package io.augment.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.TokenLogprob;
import io.augment.chat.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerReplyTest {
    private static final Charge CHARGE = new Charge(12, 7, new BigDecimal("0.000190"));

    @TempDir
    private Path folder;

    @Test
    void readsBackEverythingThatAReplyHolds() {
        List<TokenLogprob> rivals = List.of(
                new TokenLogprob("yes", -0.25, List.of()),
                new TokenLogprob("\ud800", -1e-300, List.of()),
                new TokenLogprob("forbidden", Double.NEGATIVE_INFINITY, List.of()));
        ChatResponse response = ChatResponse.builder("A \"quoted\"\nline\u2028\u0000 and \ud83d\ude00 \udc00")
                .reasoning("because")
                .refusal("no")
                .finishReason(FinishReason.LENGTH)
                .usage(new Usage(12, 4, 7))
                .model("words-1")
                .id("call-1")
                .logprobs(List.of(
                        new TokenLogprob("yes", -0.25, rivals), new TokenLogprob("", -Double.MAX_VALUE, List.of())))
                .build();
        LedgerKey key = LedgerModel.key(1);
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.reply(ledger.hold(key, "judge", "acme/t\udfff", CHARGE, false), response, CHARGE);
        }

        try (Ledger ledger = Ledger.open(folder)) {
            assertThat(ledger.find(key)).isEqualTo(new LedgerEntry.Reply(response, CHARGE));
            assertThat(ledger.totals().keySet()).containsExactly(new LedgerTotals.Place("judge", "acme/t\udfff"));
        }
    }

    @Test
    void findsTheLastOfSeveralWhicheverWasFoundBefore() {
        LedgerKey key = LedgerModel.key(1);
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.fail(key, new LedgerEntry.Failure("bad-request", "too long", 400));
            assertThat(ledger.find(key)).isInstanceOf(LedgerEntry.Failure.class);
            for (String text : List.of("one", "two", "three")) {
                ledger.reply(ledger.hold(key, "judge", "acme/t", CHARGE, false), ChatResponse.of(text), CHARGE);
                for (int time = 0; time < 2; time++) {
                    assertThat(ledger.find(key)).isEqualTo(new LedgerEntry.Reply(ChatResponse.of(text), CHARGE));
                }
            }
            ledger.adopt(key, ChatResponse.of("four"), CHARGE);
            assertThat(ledger.find(key)).isEqualTo(new LedgerEntry.Reply(ChatResponse.of("four"), CHARGE));
            assertThat(ledger.paidAgain()).isEqualTo(2);
        }
    }
}
