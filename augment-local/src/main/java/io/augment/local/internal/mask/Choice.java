package io.augment.local.internal.mask;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Is one of some texts; one may be the beginning of another. */
final class Choice implements Shape {
    private final Node root = new Node();

    Choice(List<byte[]> texts, TokenIndex index) {
        for (byte[] text : texts) {
            int[] least = index.least(text);
            Node node = root;
            node.least = Math.min(node.least, least[0]);
            for (int i = 0; i < text.length; i++) {
                node = node.children.computeIfAbsent(text[i] & 0xFF, b -> new Node());
                node.least = Math.min(node.least, least[i + 1]);
            }
            node.isEnd = true;
        }
    }

    @Override
    public State enter(State rest) {
        return at(root, rest);
    }

    private static State at(Node node, State rest) {
        return node.children.isEmpty() ? rest : new At(node, rest);
    }

    private static final class Node {
        private final Map<Integer, Node> children = new HashMap<>();
        private int least = State.MANY;
        private boolean isEnd;
    }

    private static final class At extends State {
        private final Node node;
        private final State rest;

        At(Node node, State rest) {
            super((long) node.least + rest.least());
            this.node = node;
            this.rest = rest;
        }

        @Override
        @Nullable
        State next(int value) {
            Node child = node.children.get(value);
            if (child != null) {
                return at(child, rest);
            }
            return node.isEnd ? rest.next(value) : null;
        }

        @Override
        boolean mayEnd() {
            return node.isEnd && rest.mayEnd();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof At that && node == that.node && rest.equals(that.rest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(System.identityHashCode(node), rest);
        }
    }
}
