package io.augment.internal.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Makes a stream close itself when a terminal operation has ended, so that {@code limit} leaves no call under way. */
public final class ClosingStream {
    private static final Set<String> LAZY_ENDS = Set.of("iterator", "spliterator", "close", "isParallel");
    private static final Class<?>[] STREAMS = {Stream.class, IntStream.class, LongStream.class, DoubleStream.class};

    private ClosingStream() {}

    /** Wraps a stream. */
    @SuppressWarnings("unchecked")
    public static <T> Stream<T> of(Stream<T> stream) {
        return (Stream<T>) wrap(stream, Stream.class);
    }

    private static Object wrap(BaseStream<?, ?> stream, Class<?> type) {
        return Proxy.newProxyInstance(
                ClosingStream.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(stream, method, arguments));
    }

    private static Object call(BaseStream<?, ?> stream, Method method, Object[] arguments) throws Throwable {
        boolean terminal = !BaseStream.class.isAssignableFrom(method.getReturnType())
                && method.getDeclaringClass() != Object.class
                && !LAZY_ENDS.contains(method.getName());
        try {
            Object result = method.invoke(stream, arguments);
            if (result instanceof BaseStream<?, ?> next) {
                for (Class<?> type : STREAMS) {
                    if (type.isInstance(next)) {
                        return wrap(next, type);
                    }
                }
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (terminal) {
                stream.close();
            }
        }
    }
}
