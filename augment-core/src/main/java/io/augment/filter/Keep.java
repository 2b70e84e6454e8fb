package io.augment.filter;

import io.augment.Example;
import io.augment.Verdict;

/** Names which of several duplicates stays. */
public enum Keep {
    /** The one that comes first. */
    FIRST {
        @Override
        float rank(Example example) {
            return 0;
        }
    },
    /** The one with the highest score of a judge; one without a score comes last. */
    BEST {
        @Override
        float rank(Example example) {
            Verdict verdict = example.verdict();
            Double score = verdict == null ? null : verdict.score();
            return score == null ? -1 : score.floatValue();
        }
    },
    /** The one with the most characters in instruction, input and response. */
    LONGEST {
        @Override
        float rank(Example example) {
            String response = example.response();
            return example.instruction().text().length()
                    + example.instruction().input().length()
                    + (response == null ? 0 : response.length());
        }
    };

    /** Returns by how much a record is preferred; of equal ones the first is. A float, as millions of them are held. */
    abstract float rank(Example example);
}
