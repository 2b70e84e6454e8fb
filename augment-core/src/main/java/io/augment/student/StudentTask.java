package io.augment.student;

/** Names what a student was trained to do. */
public enum StudentTask {
    /** An instruction in, a new one of the same kind out. */
    EXPAND("expand"),
    /** An instruction in, a clearer and more detailed form of it out. */
    REFINE("refine"),
    /** Some pairs in, new pairs of the same kind out. */
    PAIRS("pairs");

    private final String jsonName;

    StudentTask(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Returns the name in a profile's file. */
    public String jsonName() {
        return jsonName;
    }
}
