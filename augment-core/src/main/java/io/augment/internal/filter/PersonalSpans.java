package io.augment.internal.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds personal data by its form and, where it has one, its checksum.
 *
 * <p>All patterns are bounded, so that no text takes more than a moment per character.
 */
public final class PersonalSpans {
    /** What was found. */
    public enum Kind {
        /** An e-mail address. */
        EMAIL,
        /** A telephone number. */
        PHONE,
        /** A number of a payment card that passes Luhn's test. */
        CARD,
        /** An international bank account number with a right checksum. */
        IBAN,
        /** An address of the Internet Protocol, version 4 or 6. */
        IP,
        /** A key, token or password. */
        SECRET
    }

    /**
     * Holds one place.
     *
     * @param start index of its first character
     * @param end index behind its last
     */
    public record Span(Kind kind, int start, int end) {}

    private static final Pattern EMAIL = Pattern.compile(
            "(?<![\\p{Alnum}._%+-])[\\p{Alnum}_%+-][\\p{Alnum}._%+-]{0,63}@(?:[\\p{Alnum}-]{1,63}\\.){1,8}\\p{Alpha}{2,24}(?![\\p{Alnum}-])");

    private static final Pattern CARD = Pattern.compile("(?<![\\d.,-])[2-6]\\d{3}(?:[ -]?\\d){9,15}(?![\\d-])");

    private static final Pattern IBAN =
            Pattern.compile("(?i)(?<!\\p{Alnum})[A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30}(?!\\p{Alnum})");

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IP4 =
            Pattern.compile("(?<![\\d.])(?:" + OCTET + "\\.){3}" + OCTET + "(?![\\d]|\\.\\d)");
    private static final Pattern IP6 =
            Pattern.compile("(?<![\\p{Alnum}:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\\p{Alnum}:])");

    private static final Pattern PHONE = Pattern.compile("(?<![\\p{Alnum}.,+/-])(?:"
            + "\\+[1-9]\\d{0,2}(?:[ .-]?\\(?\\d{1,4}\\)?){2,5}"
            + "|(?:\\+?1[ .-])?\\([2-9]\\d{2}\\) ?[2-9]\\d{2}[ .-]\\d{4}"
            + "|(?:1[.-])?[2-9]\\d{2}([.-])[2-9]\\d{2}\\1\\d{4}"
            + "|1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}"
            + "|0\\d{2,3}-\\d{7,8}"
            + ")(?![\\d/]|[.,-]\\d)");

    private static final Pattern CALLED_PHONE = Pattern.compile(
            "(?i)(?:\\b(?:phone|telephone|tel|mobile|cell|call|fax|telefon|handy|whatsapp)\\b|电话|手机|联系方式|電話)"
                    + "[^\\d\\n]{0,20}(\\(?\\d[\\d ().-]{5,18}\\d)(?!\\d)");

    private static final Pattern SECRET = Pattern.compile(
            "-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----(?:[^-]{0,8000}-----END (?:[A-Z]{2,10} )?PRIVATE KEY-----)?"
                    + "|(?<![\\p{Alnum}_-])(?:sk-[\\p{Alnum}_-]{20,200}|AKIA[0-9A-Z]{16}|gh[pousr]_\\p{Alnum}{36,255}"
                    + "|github_pat_[\\p{Alnum}_]{22,255}|glpat-[\\p{Alnum}_-]{20,64}|xox[abprs]-[\\p{Alnum}-]{10,250}"
                    + "|AIza[\\p{Alnum}_-]{35}|hf_\\p{Alnum}{30,64}|npm_\\p{Alnum}{36}|[rs]k_live_\\p{Alnum}{20,100}"
                    + "|eyJ[\\p{Alnum}_-]{8,2000}\\.eyJ[\\p{Alnum}_-]{8,4000}\\.[\\p{Alnum}_-]{8,1000})(?![\\p{Alnum}_-])");

    private static final Pattern CALLED_SECRET =
            Pattern.compile("(?i)(?<![\\p{Alnum}])(?:api[ _-]?key|access[ _-]?key|secret(?:[ _-]?key)?|auth[ _-]?token"
                    + "|access[ _-]?token|token|bearer|password|passwd|pwd|密码|口令)"
                    + "[\"']?\\s{0,3}(?:[:=：]|\\bis\\b|为|是)?\\s{0,3}[\"']?([\\p{Alnum}+/_.~!@#$%^&*-]{8,200})");

    private static final int LEAST_SECRET = 12;

    /** Lengths by country, from the registry of ISO 13616. */
    private static final Map<String, Integer> IBAN_LENGTHS =
            ibanLengths("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29"
                    + " BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28"
                    + " IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30"
                    + " NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22"
                    + " VG24 XK20");

    private PersonalSpans() {}

    private static Map<String, Integer> ibanLengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String entry : table.split(" ", 0)) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return lengths;
    }

    /** Returns what the text holds, in order and without overlaps. */
    public static List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        add(spans, Kind.SECRET, SECRET, text);
        addGroup(spans, Kind.SECRET, CALLED_SECRET, text);
        if (text.indexOf('@') >= 0) {
            add(spans, Kind.EMAIL, EMAIL, text);
        }
        add(spans, Kind.IBAN, IBAN, text);
        add(spans, Kind.CARD, CARD, text);
        add(spans, Kind.IP, IP4, text);
        add(spans, Kind.IP, IP6, text);
        add(spans, Kind.PHONE, PHONE, text);
        addGroup(spans, Kind.PHONE, CALLED_PHONE, text);
        spans.sort(Comparator.comparingInt(Span::start));
        return spans;
    }

    private static void add(List<Span> spans, Kind kind, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            addSpan(spans, kind, text, matcher.start(), matcher.end());
        }
    }

    private static void addGroup(List<Span> spans, Kind kind, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            addSpan(spans, kind, text, matcher.start(1), matcher.end(1));
        }
    }

    /** Adds a place, shortened to what passes its test; the kinds that are surest come first and keep their places. */
    private static void addSpan(List<Span> spans, Kind kind, String text, int start, int end) {
        int last = kind == Kind.IBAN ? ibanEnd(text, start, end) : end;
        if (last == start || !isValid(kind, text.substring(start, last))) {
            return;
        }
        for (Span span : spans) {
            if (span.start() < last && start < span.end()) {
                return;
            }
        }
        spans.add(new Span(kind, start, last));
    }

    private static boolean isValid(Kind kind, String found) {
        return switch (kind) {
            case CARD -> isCard(found);
            case IP -> found.indexOf(':') >= 0 ? isIp6(found) : !isNobody(found);
            case PHONE -> isPhone(found);
            case SECRET -> isSecret(found);
            default -> true;
        };
    }

    private static boolean isCard(String found) {
        String digits = digits(found);
        return digits.length() >= 13
                && digits.length() <= 19
                && digits.chars().distinct().count() > 1
                && luhn(digits);
    }

    /** The test of ISO/IEC 7812-1. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** Returns where an IBAN of its country's length ends, as the pattern may have taken the words behind it, or the start. */
    private static int ibanEnd(String text, int start, int end) {
        int length = IBAN_LENGTHS.getOrDefault(text.substring(start, start + 2).toUpperCase(Locale.ROOT), 0);
        int count = 0;
        for (int i = start; i < end; i++) {
            count += text.charAt(i) == ' ' ? 0 : 1;
            if (count == length) {
                boolean endsWord = i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1));
                return endsWord && isIban(text.substring(start, i + 1)) ? i + 1 : start;
            }
        }
        return start;
    }

    /** The test of ISO 13616: the number, with its first four characters last, is 1 modulo 97. */
    private static boolean isIban(String found) {
        String iban = found.replace(" ", "");
        int rest = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
            rest = (value > 9 ? 100 * rest + value : 10 * rest + value) % 97;
        }
        return rest == 1;
    }

    private static boolean isIp6(String found) {
        String[] groups = found.split(":", -1);
        boolean shortened = found.contains("::");
        long filled = Arrays.stream(groups).filter(group -> !group.isEmpty()).count();
        boolean wellFormed = shortened
                ? found.indexOf("::") == found.lastIndexOf("::") && !found.contains(":::") && filled >= 2 && filled <= 7
                : filled == 8;
        return wellFormed && found.chars().anyMatch(Character::isDigit);
    }

    /** Addresses that mean no one: this machine, any machine, all machines. */
    private static boolean isNobody(String ip) {
        return ip.startsWith("127.") || ip.equals("0.0.0.0") || ip.equals("255.255.255.255");
    }

    private static boolean isPhone(String found) {
        int count = digits(found).length();
        boolean isDate = found.matches("(?:19|20)\\d{2}[-.]\\d{1,2}[-.]\\d{1,2}.*");
        return count >= 7 && count <= 15 && !isDate;
    }

    private static boolean isSecret(String found) {
        if (found.startsWith("-----")) {
            return true;
        }
        boolean letters = found.chars().anyMatch(Character::isLetter);
        boolean digits = found.chars().anyMatch(Character::isDigit);
        return found.length() >= LEAST_SECRET && letters && digits && !found.endsWith("...");
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
