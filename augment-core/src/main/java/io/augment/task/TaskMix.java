package io.augment.task;

import java.util.Map;

/** Placeholder until merge. */
public interface TaskMix {
    /** Plans. */
    Map<String, Integer> plan(Map<String, Integer> supply, int number);
}
