package io.augment.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTokensTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,250 loaves                        | 1250 loaves
            $3.00 each                          | 3 each
            １，０００ men                          | 1000 men
            twenty-five boats                   | 25 boats
            three hundred and seven thousand    | 300 and 7000
            One thousand                        | 1000
            <p>Say <b class="x">this</b></p>    | say this
            Tom &amp; Ann&rsquo;s cat           | tom ann s cat
            3*6 = <<3*6=18>>18 pets             | 3 6 18 pets
            if a < b and c > d                  | if a b and c d
            """)
    void writesNumbersAndMarkupInOneWay(String one, String other) {
        assertThat(hashes(one)).isEqualTo(hashes(other));
    }

    @Test
    void keepsNumbersThatDiffer() {
        assertThat(hashes("1,25")).isNotEqualTo(hashes("125"));
        assertThat(hashes("3.05")).isNotEqualTo(hashes("3"));
        assertThat(hashes("twenty")).isNotEqualTo(hashes("twelve"));
    }

    @Test
    void keepsLettersAndTheTokensTheyBelongTo() {
        ContentTokens tokens = new ContentTokens();
        tokens.add("Don't, e\u0301TUDE!");
        tokens.add("你好 ２");

        StringBuilder letters = new StringBuilder();
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < tokens.letterCount(); i++) {
            letters.append(tokens.letters()[i]);
            owners.add(tokens.tokenOfLetter(i));
        }
        assertThat(letters).hasToString("dontétude你好2");
        assertThat(owners).containsExactly(0, 0, 0, 1, 2, 2, 2, 2, 2, 3, 4, 5);
        assertThat(tokens.units()).isCloseTo(3 + 2 * 0.6f + 1, org.assertj.core.api.Assertions.within(1e-5f));
        assertThat(tokens.start(2)).isEqualTo(7);
        assertThat(tokens.isNumber(5, "你好 ２")).isTrue();
        tokens.clear();
        assertThat(tokens.size()).isZero();
        assertThat(tokens.letterCount()).isZero();
    }

    private static List<Long> hashes(String text) {
        ContentTokens tokens = new ContentTokens();
        tokens.add(text);
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            hashes.add(tokens.get(i));
        }
        return hashes;
    }
}
