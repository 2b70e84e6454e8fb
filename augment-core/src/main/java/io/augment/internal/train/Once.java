package io.augment.internal.train;

import io.augment.chat.RateLimitException;
import io.augment.chat.RetriableChatException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has a service make a thing exactly once, although the answer may be lost on the way. */
final class Once {
    private final Calls calls;
    private final Duration settling;

    Once(Calls calls, Duration settling) {
        this.calls = calls;
        this.settling = settling;
    }

    /**
     * Returns the identifier of the thing.
     *
     * @param maybeMade whether an earlier program may have had it made
     * @param make has it made; one attempt
     * @param find asks for it; null where it is not there
     */
    String made(boolean maybeMade, Supplier<String> make, Supplier<@Nullable String> find) throws InterruptedException {
        boolean unsure = maybeMade;
        for (int attempt = 1; ; attempt++) {
            if (unsure) {
                String found = found(find);
                if (found != null) {
                    return found;
                }
            }
            try {
                return calls.attempt(make);
            } catch (RetriableChatException e) {
                // Who was told to come again later was not served.
                unsure |= !(e instanceof RateLimitException);
                if (attempt == Calls.MAX_ATTEMPTS && unsure) {
                    String found = found(find);
                    if (found != null) {
                        return found;
                    }
                }
                calls.pause(attempt, e);
            }
        }
    }

    /** Asks twice: a service may take a while to list what it has just made. */
    @Nullable
    String found(Supplier<@Nullable String> find) throws InterruptedException {
        String found = ask(find);
        if (found == null) {
            calls.await(settling);
            found = ask(find);
        }
        return found;
    }

    private @Nullable String ask(Supplier<@Nullable String> find) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return calls.attempt(find);
            } catch (RetriableChatException e) {
                calls.pause(attempt, e);
            }
        }
    }
}
