package io.augment.testkit.internal.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a {@code multipart/form-data} body (RFC 7578). */
final class Multipart {
    /**
     * Is one part.
     *
     * @param fileName name of the file, or null where the part is a plain field
     * @param content what it holds, as text
     */
    record Part(@Nullable String fileName, String content) {}

    private static final Pattern BOUNDARY =
            Pattern.compile("(?im)^content-type:\\s*multipart/form-data;.*?boundary=\"?([^\";\\r\\n]+)\"?");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:[^\\r\\n]*?[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("(?i)content-disposition:[^\\r\\n]*?filename=\"([^\"]*)\"");

    private Multipart() {}

    /**
     * Returns the parts by name.
     *
     * @throws ApiProblem if the body is no such form
     */
    static Map<String, Part> parse(String head, byte[] body) throws ApiProblem {
        Matcher boundary = BOUNDARY.matcher(head);
        if (!boundary.find()) {
            throw ApiProblem.badRequest("The request must be multipart/form-data.", null);
        }
        // One character a byte, so that places stay what they are whatever a file holds.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String line = "--" + boundary.group(1);
        Map<String, Part> parts = new LinkedHashMap<>();
        int at = text.indexOf(line);
        while (at >= 0 && !text.startsWith("--", at + line.length())) {
            int start = at + line.length() + 2;
            int end = text.indexOf("\r\n" + line, start);
            int content = text.indexOf("\r\n\r\n", start);
            if (end < 0 || content < 0 || content > end) {
                throw ApiProblem.badRequest("The form is damaged.", null);
            }
            String headers = text.substring(start, content);
            Matcher name = NAME.matcher(headers);
            if (!name.find()) {
                throw ApiProblem.badRequest("A part of the form has no name.", null);
            }
            Matcher file = FILE.matcher(headers);
            byte[] bytes = text.substring(content + 4, end).getBytes(StandardCharsets.ISO_8859_1);
            parts.put(
                    name.group(1),
                    new Part(file.find() ? file.group(1) : null, new String(bytes, StandardCharsets.UTF_8)));
            at = end + 2;
        }
        return parts;
    }
}
