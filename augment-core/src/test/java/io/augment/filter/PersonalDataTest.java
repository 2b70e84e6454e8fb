package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.Turn;
import io.augment.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    private static String masked(String text) {
        Instruction instruction = Instruction.of(text);
        try (FilterSession session = Rules.personalData().masking().open()) {
            return session.decide(instruction).result(instruction).instruction().text();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Write to jane.doe+news@mail.example.co.uk today.   | Write to [EMAIL] today.
            我的邮箱是wang@qq.com，谢谢                           | 我的邮箱是[EMAIL]，谢谢
            Call +49 30 901820 or (415) 555-2671.              | Call [PHONE] or [PHONE].
            Call 415-555-2671, not 1-800.                      | Call [PHONE], not 1-800.
            手机13812345678或010-62345678                        | 手机[PHONE]或[PHONE]
            Tel: 030 901820                                    | Tel: [PHONE]
            Pay with 4111 1111 1111 1111 now                   | Pay with [CARD] now
            Pay with 5555-5555-5555-4444.                      | Pay with [CARD].
            IBAN DE89 3704 0044 0532 0130 00 please            | IBAN [IBAN] please
            To GB82WEST12345698765432.                         | To [IBAN].
            The host 93.184.216.34 is down                     | The host [IP] is down
            The host 2001:db8:85a3::8a2e:370:7334 is up        | The host [IP] is up
            Use sk-abcdefghijklmnop1234567890 here             | Use [SECRET] here
            Key AKIAIOSFODNN7EXAMPLE leaked                    | Key [SECRET] leaked
            password: hunter2hunter2                           | password: [SECRET]
            api_key = "9f8e7d6c5b4a39281706"                   | api_key = "[SECRET]"
            """)
    void masksWhatIsPersonal(String text, String expected) {
        assertThat(masked(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On 2020-01-31 at 12:34:56 we sold 1,234,567 of 3.1415926 items.",
                "Pay with 4111 1111 1111 1112 now",
                "IBAN DE88 3704 0044 0532 0130 00 please",
                "The server runs on 127.0.0.1 and ::1 with std::vector and version 1.2.3",
                "999.999.999.999 is no address, and user@localhost neither",
                "The password is a secret; the token ring is old. Token: to be announced",
                "ISBN 978-3-16-148410-0, order 100 200 300, score 21-19 in 2019",
                "f(x) = 12345678901234 and 0.1234567890123",
                "Solve 555-1234 - 42.",
                "圆周率是3.14159265358979，1998年发生了什么？"
            })
    void leavesWhatIsNot(String text) {
        assertThat(masked(text)).isEqualTo(text);
    }

    @Test
    void rejectsWithCountsAndWithoutTheData() {
        Example example = TestRecords.pair("Mail a@b.example.com", "or c@d.example.com", "Call +1 415 555 2671");

        assertThat(Rules.personalData().open().decide(example))
                .isEqualTo(Decision.reject("personal-data-email", "2 email, 1 phone"));
        assertThat(Rules.personalData().count(example))
                .isEqualTo(Map.of(PersonalData.Kind.EMAIL, 2, PersonalData.Kind.PHONE, 1));
        assertThat(Rules.personalData().kinds(PersonalData.Kind.IBAN).open().decide(example))
                .isEqualTo(Decision.keep());
    }

    @Test
    void masksEveryFieldAndKeepsTheRest() {
        Instruction instruction = Instruction.builder("Mail a@b.example.com")
                .id("x")
                .history(List.of(Turn.user("I am a@b.example.com"), Turn.assistant("Hi")))
                .metadata(Map.of("tenant", "t"))
                .build();
        Verdict verdict = Verdict.scored(0.5).build();
        Example pair = new InstructionPair(instruction, "Mailed a@b.example.com.", verdict);

        Outcome outcome = Filters.apply(
                        List.of(pair).stream(), Rules.personalData().masking())
                .findFirst()
                .orElseThrow();

        assertThat(outcome)
                .isEqualTo(new Outcome.Kept(new InstructionPair(
                        instruction.toBuilder()
                                .text("Mail [EMAIL]")
                                .history(List.of(Turn.user("I am [EMAIL]"), Turn.assistant("Hi")))
                                .build(),
                        "Mailed [EMAIL].",
                        verdict)));
    }

    @Test
    void readsAnyTextInAMoment() {
        Random random = new Random(14);
        String signs = "0123456789 .-+()@:aAeyJ_/=";
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder();
            int few = 1 + random.nextInt(signs.length());
            for (int i = 0; i < 20_000; i++) {
                text.append(signs.charAt(random.nextInt(few)));
            }
            assertThat(masked(text.toString())).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"self_instruct", "oasst_zh"})
    void leavesWhatPeopleWrote(String set) {
        assertThat(TestRecords.rejectedShare(TestRecords.human(set), Rules.personalData()))
                .isLessThan(0.03);
    }
}
