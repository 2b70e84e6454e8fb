package io.augment.internal.student;

import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.internal.chat.reply.Reasoning;
import io.augment.internal.check.Defect;
import io.augment.student.ControlTokens;
import io.augment.student.StudentProfile;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a student wrote, without reasoning and cut at the first stop text, and what is known to be wrong with it.
 *
 * @param text the text, without blank space at either end
 * @param defect why it must not be used, or null
 */
record StudentReply(String text, @Nullable Defect defect) {
    static StudentReply of(StudentProfile profile, ChatResponse response) {
        String stripped = Reasoning.strip(cut(response.text(), profile));
        String text = stripped == null ? "" : stripped;
        if (response.refusal() != null) {
            return new StudentReply(text, new Defect("refusal", response.refusal()));
        }
        if (response.isTruncated()) {
            return new StudentReply(text, Defect.of("truncated"));
        }
        if (response.finishReason().equals(FinishReason.CONTENT_FILTER)) {
            return new StudentReply(text, Defect.of("content-filtered"));
        }
        String token = ControlTokens.find(text);
        return new StudentReply(text, token == null ? null : new Defect("control-token", token));
    }

    /** Servers differ in whether they honor stop texts, and in whether they leave them in. */
    private static String cut(String text, StudentProfile profile) {
        int end = text.length();
        for (String stop : profile.stop()) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            end = at < 0 ? end : Math.min(end, at);
        }
        return text.substring(0, end);
    }
}
