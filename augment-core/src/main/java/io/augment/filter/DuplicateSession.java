package io.augment.filter;

import io.augment.Example;
import io.augment.source.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first of each group of duplicates: compares every record with the references and with what was kept before
 * it, and remembers what it keeps.
 */
abstract class DuplicateSession implements FilterSession {
    private final DuplicateKey key;

    DuplicateSession(DuplicateKey key) {
        this.key = key;
    }

    /** Remembers all references, each as a whole and in the narrower views that differ. */
    void remember(List<Source> references) {
        References.each(references, reference -> {
            for (KeyView view : KeyView.values()) {
                if (view == KeyView.WHOLE || view.narrows(reference, key)) {
                    read(reference, view);
                    add(References.name(reference), view);
                }
            }
        });
    }

    @Override
    public Decision decide(Example example) {
        read(example, KeyView.WHOLE);
        Decision rejection = compare(KeyView.of(example, key));
        if (rejection != null) {
            return rejection;
        }
        add(example.id(), KeyView.WHOLE);
        return Decision.keep();
    }

    final DuplicateKey key() {
        return key;
    }

    /** Reads the fields that are to be compared or added next. */
    abstract void read(Example example, KeyView view);

    /**
     * Compares what was read last.
     *
     * @param view the view in which references count, beside those that are compared as a whole
     * @return the rejection, or null where nothing equals it
     */
    abstract @Nullable Decision compare(KeyView view);

    /** Returns the name of what the last rejected record duplicates. */
    abstract String matchName();

    /** Remembers what was read last under a name for people. */
    abstract void add(String name, KeyView view);
}
