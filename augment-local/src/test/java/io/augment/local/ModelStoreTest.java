package io.augment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.local.TinyServer.Reply;
import io.augment.local.TinyServer.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    private static final byte[] CONTENT = new byte[3_500_000];
    private static final String DIGEST;

    static {
        new Random(1).nextBytes(CONTENT);
        DIGEST = sha256(CONTENT);
    }

    @TempDir
    private Path folder;

    private final List<TinyServer> servers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (TinyServer server : servers) {
            server.close();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private TinyServer server(TinyServer.Handler handler) throws IOException {
        TinyServer server = new TinyServer(handler);
        servers.add(server);
        return server;
    }

    private ModelStore store(TinyServer server) {
        return ModelStore.at(
                folder, Map.of("HF_ENDPOINT", server.url() + "/", "HF_TOKEN", "hf_secret"), path -> Long.MAX_VALUE);
    }

    private static ModelFile file(Long size, String sha256) {
        return new ModelFile("tiny", "owner/tiny-GGUF", "main", "sub/tiny.gguf", size, sha256, "Apache-2.0");
    }

    /** Answers with what was asked for, and breaks off after some bytes. */
    private static Reply part(Request request, byte[] content, int most, String tag) {
        String range = request.header("range");
        String ifRange = request.header("if-range");
        int from = 0;
        if (!range.isEmpty() && (ifRange.isEmpty() || ifRange.equals(tag))) {
            from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        }
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        Map<String, String> headers = from == 0
                ? Map.of("ETag", tag)
                : Map.of(
                        "ETag",
                        tag,
                        "Content-Range",
                        "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        return new Reply(from == 0 ? 200 : 206, headers, rest, Math.min(most, rest.length));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void fetchesAFileOnce() throws IOException {
        TinyServer server = server(request -> part(request, CONTENT, Integer.MAX_VALUE, "\"1\""));
        ModelStore store = store(server);
        ModelFile model = file((long) CONTENT.length, DIGEST);
        List<Long> progress = new ArrayList<>();
        assertThat(store.find(model)).isNull();

        StoredModel stored = store.download(model, (done, total) -> {
            assertThat(total).isEqualTo(CONTENT.length);
            progress.add(done);
        });
        StoredModel again = store.download(model, (done, total) -> progress.add(-1L));

        assertThat(stored).isEqualTo(new StoredModel(store.path(model), CONTENT.length, DIGEST, true));
        assertThat(again).isEqualTo(stored);
        assertThat(stored.path()).hasBinaryContent(CONTENT).isEqualTo(store.find(model));
        assertThat(progress)
                .isSorted()
                .startsWith(0L)
                .endsWith((long) CONTENT.length)
                .hasSize(5);
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/owner/tiny-GGUF/resolve/main/sub/tiny.gguf");
            assertThat(request.header("authorization")).isEqualTo("Bearer hf_secret");
        });
        assertThat(left()).containsExactly("tiny.gguf");
        assertThat(store.toString()).doesNotContain("hf_secret");
    }

    @Test
    void tellsTheDigestOfAFileWithoutOne() throws IOException {
        TinyServer server = server(request -> part(request, CONTENT, Integer.MAX_VALUE, "\"1\""));

        StoredModel stored = store(server).download(file(null, null), (done, total) -> {});

        assertThat(stored.sha256()).isEqualTo(DIGEST);
        assertThat(stored.isVerified()).isFalse();
    }

    @Test
    void goesOnWhereItBrokeOff() throws IOException {
        TinyServer server = server(request -> part(request, CONTENT, 1_000_000, "\"1\""));

        for (ModelFile model : List.of(file((long) CONTENT.length, DIGEST), file(null, null))) {
            StoredModel stored = store(server).download(model, (done, total) -> {});
            assertThat(stored.path()).hasBinaryContent(CONTENT);
            Files.delete(stored.path());
        }

        assertThat(server.requests())
                .extracting(request -> request.header("range"))
                .containsExactly(
                        "",
                        "bytes=1000000-",
                        "bytes=2000000-",
                        "bytes=3000000-",
                        "",
                        "bytes=1000000-",
                        "bytes=2000000-",
                        "bytes=3000000-");
    }

    @Test
    void survivesWhateverServersDo() throws IOException {
        Random random = new Random(99);
        byte[] small = Arrays.copyOf(CONTENT, 20_000);
        for (int round = 0; round < 40; round++) {
            AtomicInteger good = new AtomicInteger();
            TinyServer server = server(request -> {
                boolean isGood = good.incrementAndGet() % 3 == 0;
                return switch (random.nextInt(isGood ? 2 : 5)) {
                    case 0 -> part(request, small, 1 + random.nextInt(15_000), "\"1\"");
                    case 1 -> part(request, small, Integer.MAX_VALUE, "\"1\"");
                    case 2 -> Reply.of(503, "busy");
                    case 3 -> new Reply(200, Map.of("ETag", "\"1\""), small, random.nextInt(small.length));
                    default -> part(request, small, 0, "\"1\"");
                };
            });
            ModelFile model = file((long) small.length, random.nextBoolean() ? sha256(small) : null);
            StoredModel stored;
            do {
                stored = tried(store(server), model);
            } while (stored == null);
            assertThat(stored.path()).hasBinaryContent(small);
            assertThat(left()).containsExactly("tiny.gguf");
            Files.delete(stored.path());
        }
    }

    private static StoredModel tried(ModelStore store, ModelFile model) {
        try {
            return store.download(model, (done, total) -> {});
        } catch (ModelStoreException e) {
            assertThat(e).hasMessageContaining("another attempt goes on from there");
            return null;
        }
    }

    @Test
    void keepsWhatItHasWhenItGivesUp() throws IOException {
        AtomicInteger most = new AtomicInteger(1_000_000);
        TinyServer server = server(request -> part(request, CONTENT, most.getAndSet(0), "\"1\""));
        ModelStore store = store(server);
        ModelFile model = file(null, null);

        assertThatThrownBy(() -> store.download(model, (done, total) -> {}))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("broke off 3 times")
                .hasMessageContaining("1000000 bytes are kept");
        most.set(Integer.MAX_VALUE);

        assertThat(store.download(model, (done, total) -> {}).sha256()).isEqualTo(DIGEST);
        assertThat(server.requests().get(server.requests().size() - 1).header("range"))
                .isEqualTo("bytes=1000000-");
    }

    @Test
    void mixesNoTwoVersionsOfAFile() throws IOException {
        byte[] newer = CONTENT.clone();
        newer[0]++;
        AtomicInteger count = new AtomicInteger();
        TinyServer server = server(request -> count.getAndIncrement() == 0
                ? part(request, CONTENT, 1_000_000, "\"old\"")
                : part(request, newer, Integer.MAX_VALUE, "\"new\""));

        StoredModel stored = store(server).download(file(null, null), (done, total) -> {});

        assertThat(stored.sha256()).isEqualTo(sha256(newer));
    }

    @Test
    void refusesAnotherFileThanItWasToFetch() throws IOException {
        TinyServer server = server(request -> part(request, CONTENT, Integer.MAX_VALUE, "\"1\""));
        ModelStore store = store(server);
        String other = "0".repeat(64);

        assertThatThrownBy(() -> store.download(file((long) CONTENT.length, other), (done, total) -> {}))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("SHA-256 " + DIGEST + " instead of " + other)
                .hasMessageContaining("deleted");
        assertThat(left()).doesNotContain("tiny.gguf", "tiny.gguf.part");
        assertThatThrownBy(() -> store.download(file(17L, DIGEST), (done, total) -> {}))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("3500000 bytes, but 17 were expected");

        Path damaged = store.path(file(null, DIGEST));
        Files.writeString(damaged, "damaged later");
        assertThatThrownBy(() -> store.download(file(null, DIGEST), (done, total) -> {}))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("Delete it to have it fetched again");
        assertThat(damaged).hasContent("damaged later");
    }

    @Test
    void fetchesNothingThatTheDiskCannotHold() throws IOException {
        TinyServer server = server(request -> part(request, CONTENT, Integer.MAX_VALUE, "\"1\""));
        ModelStore store =
                ModelStore.at(folder, Map.of("HF_ENDPOINT", server.url()), path -> (64L << 20) + CONTENT.length - 1);

        assertThatThrownBy(() -> store.download(file(null, DIGEST), (done, total) -> {}))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("MB free, but the model tiny needs");
        assertThat(left()).doesNotContain("tiny.gguf", "tiny.gguf.part");
    }

    @Test
    void sendsTheTokenToItsOwnHostAlone() throws IOException {
        TinyServer elsewhere = server(request -> part(request, CONTENT, 2_000_000, "\"1\""));
        TinyServer server = server(request -> request.path().startsWith("/owner/")
                ? new Reply(302, Map.of("Location", "/moved"), new byte[0], 0)
                : new Reply(307, Map.of("Location", elsewhere.url() + "/blob"), new byte[0], 0));

        StoredModel stored = store(server).download(file(null, DIGEST), (done, total) -> {});

        assertThat(stored.isVerified()).isTrue();
        assertThat(server.requests())
                .allMatch(request -> request.header("authorization").equals("Bearer hf_secret"));
        assertThat(elsewhere.requests())
                .hasSize(2)
                .allMatch(request -> request.header("authorization").isEmpty());
    }

    @Test
    void saysWhyAServerWillNotGiveAFile() throws IOException {
        Map<Integer, String> advice =
                Map.of(401, "set HF_TOKEN", 403, "accept the model's terms", 404, "check repository", 400, "HTTP 400");
        advice.forEach((status, text) -> {
            try (TinyServer server = new TinyServer(request -> Reply.of(status, "no"))) {
                assertThatThrownBy(() -> store(server).download(file(null, DIGEST), (done, total) -> {}))
                        .isInstanceOf(ModelStoreException.class)
                        .hasMessageContaining(text)
                        .hasMessageNotContaining("hf_secret");
                assertThat(server.requests()).hasSize(1);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        TinyServer round = server(request -> new Reply(302, Map.of("Location", request.path()), new byte[0], 0));
        assertThatThrownBy(() -> store(round).download(file(null, DIGEST), (done, total) -> {}))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("redirects more than 5 times");
        TinyServer local = server(request -> new Reply(302, Map.of("Location", "file:///etc/passwd"), new byte[0], 0));
        assertThatThrownBy(() -> store(local).download(file(null, DIGEST), (done, total) -> {}))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("not followed");
    }

    @Test
    void letsTwoProcessesFetchAFileOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        TinyServer server = server(request -> {
            inside.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return part(request, CONTENT, Integer.MAX_VALUE, "\"1\"");
        });
        CompletableFuture<StoredModel> here =
                CompletableFuture.supplyAsync(() -> store(server).download(file(null, DIGEST), (done, total) -> {}));
        CompletableFuture<StoredModel> hereToo =
                CompletableFuture.supplyAsync(() -> store(server).download(file(null, DIGEST), (done, total) -> {}));
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        Process there = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.toString(),
                        server.url(),
                        DIGEST)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(there.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("started");
            released.countDown();
            assertThat(out.readLine()).isEqualTo(DIGEST);
        }

        assertThat(there.waitFor()).isZero();
        assertThat(here.get(60, TimeUnit.SECONDS).sha256()).isEqualTo(DIGEST);
        assertThat(hereToo.get(60, TimeUnit.SECONDS).sha256()).isEqualTo(DIGEST);
        assertThat(server.requests()).hasSize(1);
    }

    /** Fetches the same file. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) {
            System.out.println("started");
            ModelStore store = ModelStore.at(Path.of(args[0]), Map.of("HF_ENDPOINT", args[1]), path -> Long.MAX_VALUE);
            System.out.println(
                    store.download(file(null, args[2]), (done, total) -> {}).sha256());
        }
    }

    @Test
    void findsWhatAUserNames() throws IOException {
        ModelStore store = ModelStore.at(folder);
        Path own = Files.writeString(folder.resolve("own.gguf"), "GGUF");
        ModelFile suggested = ModelFile.suggested().get(0);

        assertThat(store.resolve(own.toString())).isEqualTo(own);
        assertThatThrownBy(() -> store.resolve(suggested.name()))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining(store.path(suggested).toString())
                .hasMessageContaining(store.url(suggested))
                .hasMessageContaining("675 MB, license Apache-2.0");
        assertThatThrownBy(() -> store.resolve("no-such.gguf"))
                .isInstanceOf(ModelStoreException.class)
                .hasMessageContaining("Suggested are " + suggested.name());
        Files.createDirectories(store.path(suggested).getParent());
        Files.writeString(store.path(suggested), "GGUF");
        assertThat(store.resolve(suggested.name())).isEqualTo(store.path(suggested));
    }

    @Test
    void choosesItsFolderByTheEnvironment() {
        assertThat(ModelStore.usual(Map.of("AUGMENT_MODEL_DIR", "/models")::get))
                .isEqualTo(Path.of("/models"));
        assertThat(ModelStore.usual(Map.of("XDG_CACHE_HOME", "/cache", "AUGMENT_MODEL_DIR", " ")::get))
                .isEqualTo(Path.of("/cache/augment/models"));
        assertThat(ModelStore.usual(Map.<String, String>of()::get))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/augment/models"));
    }

    @Test
    void suggestsModelsWithTheirLicense() {
        assertThat(ModelFile.suggested()).hasSizeGreaterThan(1).allSatisfy(model -> {
            assertThat(model.license()).isEqualTo("Apache-2.0");
            assertThat(model.sha256() == null || model.revision().matches("[0-9a-f]{40}"))
                    .as("a digest belongs to a pinned revision")
                    .isTrue();
        });
    }

    @Test
    void refusesNamesThatLeaveTheStore() {
        for (String file : List.of("../x.gguf", "/x.gguf", "a/../b", "a//b", "", "x\u0000")) {
            assertThatThrownBy(() -> new ModelFile("m", "o/r", "main", file, null, null, "MIT"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ModelFile("m", "o/r", "main", "x", null, "ABC", "MIT"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ModelFile("m", "../r", "main", "x", null, null, "MIT"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
