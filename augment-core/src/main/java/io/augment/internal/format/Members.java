package io.augment.internal.format;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the few members of an object that was read, in their order. Looks through all of them at each look-up, which for so few
 * is faster than a table, and takes a fifth of the memory. Keys are mostly the very same strings, since the reader interns them.
 */
final class Members extends AbstractMap<String, Json> {
    /** How many members a map of this kind may have. */
    static final int MOST = 12;

    private static final int FEW = 4;

    private @Nullable String[] names = new String[FEW];
    private @Nullable Json[] values = new Json[FEW];
    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable Json get(@Nullable Object name) {
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public @Nullable Json put(String name, Json value) {
        int at = indexOf(name);
        if (at >= 0) {
            Json before = values[at];
            values[at] = value;
            return before;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size++] = value;
        return null;
    }

    private int indexOf(@Nullable Object name) {
        for (int i = 0; i < size; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        int hash = name == null ? 0 : name.hashCode();
        for (int i = 0; i < size; i++) {
            String known = names[i];
            if (known != null && known.hashCode() == hash && known.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private Map.Entry<String, Json> entry(int at) {
        String name = names[at];
        Json value = values[at];
        if (at >= size || name == null || value == null) {
            throw new NoSuchElementException();
        }
        return new SimpleImmutableEntry<>(name, value);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Json> action) {
        for (int i = 0; i < size; i++) {
            Map.Entry<String, Json> entry = entry(i);
            action.accept(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public Set<Map.Entry<String, Json>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Map.Entry<String, Json>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < size;
                    }

                    @Override
                    public Map.Entry<String, Json> next() {
                        if (next >= size) {
                            throw new NoSuchElementException();
                        }
                        return entry(next++);
                    }
                };
            }
        };
    }
}
