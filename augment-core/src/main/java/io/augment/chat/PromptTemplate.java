package io.augment.chat;

import io.augment.internal.chat.prompt.TemplateText;
import io.augment.internal.util.Hex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds a versioned prompt: an optional system part, a user part, and {@code {{name}}} places for values.
 *
 * <p>A prompt is a text file with the lines {@code ## system} (may be left out) and {@code ## user}; what stands before the
 * first of them is a note for people. Filling in is strict: every place needs a value and every value a place. Values are
 * inserted as they are and never looked at again, so that a value with {@code {{x}}} in it is data like any other.
 *
 * <p>Immutable. Two templates are equal when their names and parts are.
 *
 * <pre>{@code
 * PromptTemplate quiz = PromptTemplate.parse("quiz.1.en", """
 *     ## system
 *     You write exam questions.
 *
 *     ## user
 *     One question about {{subject}}.
 *     """);
 * ChatRequest request = quiz.request(Map.of("subject", "rivers")).temperature(0.7).build();
 * }</pre>
 */
public final class PromptTemplate {
    private static final Pattern NAME =
            Pattern.compile("([a-z][a-z0-9-]{0,39})\\.([A-Za-z0-9-]{1,20})\\.([a-z]{2,3})(?:\\.md)?");
    private static final String SYSTEM = "## system";
    private static final String USER = "## user";
    private static final int HASH_DIGITS = 16;

    private final String id;
    private final String version;
    private final String language;
    private final @Nullable TemplateText system;
    private final TemplateText user;
    private final PromptRef ref;

    private PromptTemplate(
            String id, String version, String language, @Nullable TemplateText system, TemplateText user) {
        this.id = id;
        this.version = version;
        this.language = language;
        this.system = system;
        this.user = user;
        this.ref = new PromptRef(id + "/" + version + "/" + language, Hex.sha256(text(), HASH_DIGITS));
    }

    /**
     * Reads a prompt from text.
     *
     * @param name identifier, version and language, such as {@code expand.2.en}; the ending {@code .md} may follow
     * @param text the prompt
     * @throws IllegalArgumentException if the name or the text does not have this form; the message names the line
     */
    public static PromptTemplate parse(String name, String text) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A prompt is named <id>.<version>.<language>, such as expand.2.en,"
                    + " but this one is named: " + name);
        }
        List<String> lines = text.lines().toList();
        int user = indexOf(USER, lines, 0, lines.size());
        if (user < 0) {
            throw new IllegalArgumentException(name + ": there is no line \"" + USER + "\" before the prompt's text");
        }
        int system = indexOf(SYSTEM, lines, 0, user);
        try {
            return new PromptTemplate(
                    matcher.group(1),
                    matcher.group(2),
                    matcher.group(3),
                    system < 0 ? null : TemplateText.parse(lines, system + 1, user),
                    TemplateText.parse(lines, user + 1, lines.size()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ", " + e.getMessage(), e);
        }
    }

    /**
     * Reads a prompt from a UTF-8 file that is named like {@code expand.2.en.md}.
     *
     * @throws IllegalArgumentException if the file's name or text does not have the form of a prompt
     * @throws UncheckedIOException if the file cannot be read
     */
    public static PromptTemplate read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(String.valueOf(file.getFileName()), in);
        } catch (IOException e) {
            throw new UncheckedIOException("The prompt " + file + " cannot be read", e);
        }
    }

    /**
     * Reads a prompt from UTF-8 bytes, such as those of a resource of yours:
     * {@code PromptTemplate.read("expand.2.en", MyJob.class.getResourceAsStream("expand.2.en.md"))}.
     *
     * @param name identifier, version and language, as for {@link #parse}
     * @param in read to its end, and not closed
     * @throws IllegalArgumentException if the name or the text does not have the form of a prompt
     * @throws UncheckedIOException if the stream cannot be read
     */
    public static PromptTemplate read(String name, InputStream in) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
            return parse(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(name + " is not a UTF-8 text", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The prompt " + name + " cannot be read", e);
        }
    }

    private static int indexOf(String marker, List<String> lines, int from, int to) {
        for (int i = from; i < to; i++) {
            if (lines.get(i).stripTrailing().equals(marker)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the identifier, such as {@code expand}. */
    public String id() {
        return id;
    }

    /** Returns the version, such as {@code 1}. */
    public String version() {
        return version;
    }

    /** Returns the language that the prompt is written in, an ISO 639 code such as {@code en}. */
    public String language() {
        return language;
    }

    /** Returns the names of the places for values, in alphabetical order. */
    public Set<String> variables() {
        Set<String> all = new TreeSet<>(user.variables());
        if (system != null) {
            all.addAll(system.variables());
        }
        return all;
    }

    /** Returns the reference for provenance: the name, and a hash of the parts before they are filled in. */
    public PromptRef ref() {
        return ref;
    }

    /** Returns the prompt as text that {@link #parse} reads back to an equal prompt. */
    public String text() {
        String userPart = USER + "\n" + user.source() + "\n";
        return system == null ? userPart : SYSTEM + "\n" + system.source() + "\n\n" + userPart;
    }

    /**
     * Fills in the values and returns the messages: the system part where there is one, then the user part.
     *
     * @param values one value for each of {@link #variables()}
     * @throws IllegalArgumentException if a value is missing, or has no place in the prompt
     */
    public List<ChatMessage> render(Map<String, String> values) {
        Set<String> variables = variables();
        for (String variable : variables) {
            if (values.get(variable) == null) {
                throw new IllegalArgumentException(
                        "The prompt " + ref.id() + " needs a value for {{" + variable + "}}");
            }
        }
        for (String given : values.keySet()) {
            if (!variables.contains(given)) {
                throw new IllegalArgumentException("The prompt " + ref.id() + " has no place {{" + given + "}}");
            }
        }
        List<ChatMessage> messages = new ArrayList<>(2);
        if (system != null) {
            messages.add(ChatMessage.system(system.render(values)));
        }
        messages.add(ChatMessage.user(user.render(values)));
        return List.copyOf(messages);
    }

    /**
     * Starts a request with the filled-in messages and this prompt's reference.
     *
     * @param values one value for each of {@link #variables()}
     * @throws IllegalArgumentException if a value is missing, or has no place in the prompt
     */
    public ChatRequest.Builder request(Map<String, String> values) {
        ChatRequest.Builder request = ChatRequest.builder().prompt(ref);
        render(values).forEach(request::addMessage);
        return request;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PromptTemplate that && ref.equals(that.ref) && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return Objects.hash(ref);
    }

    @Override
    public String toString() {
        return "PromptTemplate[" + ref.id() + "]";
    }
}
