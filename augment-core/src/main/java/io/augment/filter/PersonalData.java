package io.augment.filter;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Turn;
import io.augment.internal.filter.PersonalSpans;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds personal data and turns the record down, or masks it and lets the record go on.
 *
 * <p>Looks for e-mail addresses, telephone numbers, payment cards (with Luhn's test), IBANs (with their checksum), IP
 * addresses, and keys, tokens and passwords, in history, instruction, input and response. It knows forms and not people:
 * names and street addresses pass. Addresses that mean no one, such as {@code 127.0.0.1}, count as nothing.
 *
 * <p>A record is turned down with the reason {@code personal-data-email} and so on, by the kind that was found first, so that
 * a run's report counts them; the detail counts all kinds and shows none of the data. Immutable.
 *
 * <pre>{@code
 * Filter masked = Rules.personalData().masking();
 * Filter only = Rules.personalData().kinds(PersonalData.Kind.CARD, PersonalData.Kind.IBAN);
 * }</pre>
 */
public final class PersonalData implements Filter {
    private final Set<Kind> kinds;
    private final boolean masks;

    private PersonalData(Set<Kind> kinds, boolean masks) {
        this.kinds = kinds;
        this.masks = masks;
    }

    /** Names what is looked for. */
    public enum Kind {
        /** E-mail addresses. */
        EMAIL,
        /** Telephone numbers in international, North American and Chinese form, or after a word such as "phone". */
        PHONE,
        /** Numbers of payment cards. */
        CARD,
        /** International bank account numbers. */
        IBAN,
        /** Addresses of the Internet Protocol, version 4 and 6. */
        IP,
        /** Keys, tokens and passwords. */
        SECRET
    }

    static PersonalData rejecting() {
        return new PersonalData(Set.copyOf(EnumSet.allOf(Kind.class)), false);
    }

    /** Returns a filter that looks for these kinds alone. */
    public PersonalData kinds(Kind... wanted) {
        return new PersonalData(Set.of(wanted), masks);
    }

    /** Returns a filter that puts {@code [EMAIL]}, {@code [PHONE]} and so on in place of what it finds. */
    public PersonalData masking() {
        return new PersonalData(kinds, true);
    }

    /** Returns how often each kind stands in a record; only kinds that do. */
    public Map<Kind, Integer> count(Example example) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        mask(example, counts);
        return counts;
    }

    @Override
    public String name() {
        return masks ? "mask-personal-data" : "personal-data";
    }

    @Override
    public FilterSession open() {
        return example -> {
            Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
            Example masked = mask(example, counts);
            if (counts.isEmpty()) {
                return Decision.keep();
            }
            String detail = counts.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + label(entry.getKey()))
                    .collect(Collectors.joining(", "));
            return masks
                    ? Decision.replace(masked, "masked " + detail)
                    : Decision.reject(
                            "personal-data-" + label(counts.keySet().iterator().next()), detail);
        };
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Example mask(Example example, Map<Kind, Integer> counts) {
        Instruction instruction = example.instruction();
        List<Turn> history = instruction.history().stream()
                .map(turn -> new Turn(turn.role(), mask(turn.text(), counts)))
                .toList();
        String response = instruction.response();
        boolean isPair = example instanceof InstructionPair;
        Instruction masked = instruction.toBuilder()
                .system(mask(instruction.system(), counts))
                .history(history)
                .text(mask(instruction.text(), counts))
                .input(mask(instruction.input(), counts))
                .response(response == null ? null : mask(response, isPair ? new EnumMap<>(Kind.class) : counts))
                .rejectedResponses(instruction.rejectedResponses().stream()
                        .map(text -> mask(text, counts))
                        .toList())
                .build();
        if (example instanceof InstructionPair pair) {
            return new InstructionPair(masked, mask(pair.response(), counts), pair.verdict());
        }
        return masked;
    }

    private String mask(String text, Map<Kind, Integer> counts) {
        @Nullable StringBuilder masked = null;
        int copied = 0;
        for (PersonalSpans.Span span : PersonalSpans.find(text)) {
            Kind kind = Kind.valueOf(span.kind().name());
            if (!kinds.contains(kind)) {
                continue;
            }
            counts.merge(kind, 1, Integer::sum);
            masked = masked == null ? new StringBuilder() : masked;
            masked.append(text, copied, span.start()).append('[').append(kind).append(']');
            copied = span.end();
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }
}
