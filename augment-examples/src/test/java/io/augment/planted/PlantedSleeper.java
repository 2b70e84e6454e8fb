package io.augment.planted;

/** Sleeps, as a sleeper may. */
final class PlantedSleeper {

    private PlantedSleeper() {}

    static Manners.Wait sleep() {
        return Thread::sleep;
    }
}
