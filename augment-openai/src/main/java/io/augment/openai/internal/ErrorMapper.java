package io.augment.openai.internal;

import io.augment.chat.AuthenticationException;
import io.augment.chat.BadRequestException;
import io.augment.chat.CallTimeoutException;
import io.augment.chat.ChatException;
import io.augment.chat.ContentFilteredException;
import io.augment.chat.MalformedReplyException;
import io.augment.chat.ModelNotFoundException;
import io.augment.chat.RateLimitException;
import io.augment.chat.RetriableChatException;
import io.augment.chat.ServerErrorException;
import io.augment.openai.ErrorTexts;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Turns an error reply into the exception that says what to do about it. Safe for use by many threads. */
public final class ErrorMapper {
    private static final Set<String> FILTER_CODES = Set.of(
            "content_filter",
            "content_policy_violation",
            "responsibleaipolicyviolation",
            "data_inspection_failed",
            "datainspectionfailed");

    private static final Set<String> MODEL_CODES =
            Set.of("model_not_found", "modelnotfound", "model_not_exist", "model_not_supported");

    /** The account has no money; waiting does not help. */
    private static final Set<String> CREDIT_CODES = Set.of(
            "insufficient_quota",
            "insufficient_balance",
            "billing_hard_limit_reached",
            "billing_not_active",
            "arrearage",
            "allocationquota.freetieronly");

    /** How servers without a code begin; further inside, a message may quote the request. */
    private static final Pattern NO_SUCH_MODEL = Pattern.compile(
            "(?:the )?model\\b.{0,200}\\b(?:not exist|not found)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Endpoint endpoint;
    private final Clock clock;

    /** Creates a mapper; the clock turns dates into waiting times. */
    public ErrorMapper(Endpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** Returns the exception for a reply whose status is not 2xx. */
    ChatException of(int status, Headers headers, byte[] body) {
        return of(status, headers, ErrorBody.parse(body));
    }

    /** Returns the exception for an error that came with the status 200. */
    ChatException ofDisguised(Headers headers, ErrorBody error) {
        Integer named = error.status();
        if (named != null) {
            return of(named, headers, error);
        }
        ChatException known = byCode(200, headers, error);
        return known != null ? known : malformed(200, headers, "it holds an error: " + error.message());
    }

    /** Returns the exception for a body that is no complete reply. */
    MalformedReplyException malformed(@Nullable Integer status, Headers headers, String problem) {
        return new MalformedReplyException(
                endpoint.shownUrl() + " sent no complete chat reply: "
                        + endpoint.secrets().excerpt(problem),
                status,
                requestId(headers, null),
                RetryAfter.of(headers, clock),
                null);
    }

    /** Returns the exception for a reply that the server gave up in the middle. */
    ServerErrorException abandoned(int status, Headers headers, String finishReason) {
        return new ServerErrorException(
                endpoint.shownUrl() + " gave up in the middle of a reply ("
                        + endpoint.secrets().excerpt(finishReason) + ").",
                status,
                requestId(headers, null),
                RetryAfter.of(headers, clock),
                null);
    }

    /** Returns the provider's identifier of the request, fit to be shown, or null. */
    @Nullable
    String requestId(Headers headers, @Nullable String fromBody) {
        String header = headers.get("x-request-id");
        String id = header != null ? header : fromBody;
        return id == null || id.isBlank() ? null : endpoint.secrets().excerpt(id);
    }

    private ChatException of(int status, Headers headers, ErrorBody error) {
        ChatException known = byCode(status, headers, error);
        if (known != null) {
            return known;
        }
        String id = requestId(headers, error.requestId());
        if (status == 401 || status == 403) {
            return authentication(status, id, error);
        }
        if (status == 404 || status == 405 || status == 410) {
            return wrongModelOrUrl("HTTP " + status, status, id);
        }
        if (status >= 300 && status < 400) {
            return redirected(status, headers, id);
        }
        return byStatus(status, headers, error, id);
    }

    /** Returns the exception that the error's code names whatever the status is, or null. */
    private @Nullable ChatException byCode(int status, Headers headers, ErrorBody error) {
        String id = requestId(headers, error.requestId());
        if (FILTER_CODES.stream().anyMatch(error::is)) {
            return new ContentFilteredException(
                    "The provider's content filter refused the request" + tail(status, error), status, id, null);
        }
        boolean aboutModel = MODEL_CODES.stream().anyMatch(error::is)
                || (status == 400 && NO_SUCH_MODEL.matcher(error.message()).matches());
        if (aboutModel) {
            return wrongModelOrUrl("HTTP " + status, status, id);
        }
        boolean noCredit = status == 402
                || (CREDIT_CODES.stream().anyMatch(error::is) && !(endpoint.quotaIsRate() && status == 429));
        return noCredit
                ? new AuthenticationException(
                        "The account at " + endpoint.shownUrl() + " has no credit left; top it up or use another key"
                                + tail(status, error),
                        status,
                        id,
                        null)
                : null;
    }

    private ChatException authentication(int status, @Nullable String id, ErrorBody error) {
        String text = endpoint.hasKey()
                ? ErrorTexts.refusedKey(endpoint.keyVariable(), endpoint.shownUrl(), status)
                : ErrorTexts.keyWanted(endpoint.shownUrl(), status);
        // What a server says to 401 often quotes part of the key; what it says to 403 is worth reading.
        String said = status == 403 ? endpoint.secrets().excerpt(error.message()) : "";
        return new AuthenticationException(
                said.isEmpty() ? text : text + " The server said: " + said, status, id, null);
    }

    private ModelNotFoundException wrongModelOrUrl(String detail, int status, @Nullable String id) {
        return new ModelNotFoundException(
                ErrorTexts.wrongModelOrUrl(endpoint.model(), endpoint.shownUrl(), detail), status, id, null);
    }

    private ModelNotFoundException redirected(int status, Headers headers, @Nullable String id) {
        String location = headers.get("Location");
        String target = location == null ? "elsewhere" : "to " + location.replaceFirst("[?#].*", "");
        return wrongModelOrUrl(
                "HTTP " + status + " redirects " + endpoint.secrets().excerpt(target)
                        + ", which is not followed with a key",
                status,
                id);
    }

    private ChatException byStatus(int status, Headers headers, ErrorBody error, @Nullable String id) {
        boolean temporary = status == 408 || status == 409 || status == 425 || status == 429 || status >= 500;
        boolean retry = shouldRetry(headers, temporary);
        Duration wait = RetryAfter.of(headers, clock);
        String tail = tail(status, error);
        if (status == 429) {
            String text = endpoint.shownUrl() + " wants fewer requests" + tail;
            return retry
                    ? new RateLimitException(text, status, id, wait, null)
                    : new ChatException("rate-limited", text, status, id, null);
        }
        if (status == 408) {
            String text = endpoint.shownUrl() + " gave up waiting" + tail;
            return retry
                    ? new CallTimeoutException(text, status, id, wait, null)
                    : new ChatException("timeout", text, status, id, null);
        }
        if (temporary) {
            String text = endpoint.shownUrl() + " failed" + tail;
            return retry
                    ? new ServerErrorException(text, status, id, wait, null)
                    : new ChatException("server-error", text, status, id, null);
        }
        String text = endpoint.shownUrl() + " refused the request" + tail + hint(error);
        return retry
                ? new RetriableChatException("bad-request", text, status, id, wait, null)
                : new BadRequestException(text, status, id, null);
    }

    /** Returns what the server says about another attempt, or else what its status means. */
    private static boolean shouldRetry(Headers headers, boolean temporary) {
        String should = headers.get("x-should-retry");
        if ("true".equalsIgnoreCase(should)) {
            return true;
        }
        return temporary && !"false".equalsIgnoreCase(should);
    }

    private static String hint(ErrorBody error) {
        String message = error.message();
        if (message.contains("response_format") || message.contains("json_schema")) {
            return " If the server does not know this reply format, set structuredReplies.";
        }
        if (message.contains("max_tokens") || message.contains("max_completion_tokens")) {
            return " If the server wants another output limit field, set outputLimitField.";
        }
        return "";
    }

    private String tail(int status, ErrorBody error) {
        String said = endpoint.secrets().excerpt(error.message());
        return " (HTTP " + status + ")" + (said.isEmpty() ? "." : ": " + said);
    }
}
