package io.augment.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Is a project of one class, or of one class in a module, in a directory of its own. */
final class UserProject {
    private static final String PROGRAM = """
            package my.app;

            import io.augment.expand.InstructionExpander;
            import io.augment.export.Export;
            import io.augment.filter.Filters;
            import io.augment.generate.PairGenerator;
            import io.augment.judge.QualityJudge;
            import io.augment.judge.Threshold;
            import io.augment.openai.OpenAiChatModel;
            import io.augment.pipeline.AugmentationPipeline;
            import io.augment.run.RunDirectory;
            import io.augment.source.Source;
            import java.nio.file.Path;

            public final class TenLines {
                public static void main(String[] args) {
                    Path out = Path.of(args[1]);
                    try (OpenAiChatModel teacher = OpenAiChatModel.builder().baseUrl(args[2]).model("teacher").build()) {
                        var pipeline = AugmentationPipeline.builder()
                                .expand(InstructionExpander.rules(), InstructionExpander.using(teacher))
                                .filter(Filters.exactDuplicates(), Filters.nearDuplicates())
                                .generate(PairGenerator.responses(teacher))
                                .judge(QualityJudge.rubric(teacher), Threshold.atLeast(0.1))
                                .build();
                        var report = pipeline.run(
                                Source.files(Path.of(args[0])), Export.to(out).alpaca().openAi(), RunDirectory.at(out.resolve("run")));
                        System.out.println("kept " + report.kept() + ", failed " + report.failed());
                    }
                }
            }
            """;

    private static final String MODULE = "module my.app { requires io.augment.openai; }\n";

    /** One class of each library that a user's program needs. */
    private static final List<String> LIBRARIES = List.of(
            "io.augment.Instruction",
            "io.augment.openai.OpenAiChatModel",
            "com.fasterxml.jackson.annotation.JsonInclude",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.github.benmanes.caffeine.cache.Caffeine",
            "com.google.common.base.Joiner",
            "com.google.common.util.concurrent.internal.InternalFutures",
            "de.siegmar.fastcsv.reader.CsvReader",
            "okhttp3.OkHttpClient",
            "okio.Buffer",
            "kotlin.KotlinVersion",
            "org.jspecify.annotations.Nullable",
            "org.slf4j.Logger");

    private final Path directory;

    UserProject(Path directory) {
        this.directory = directory;
    }

    /** Holds how a process ended. */
    record Ended(int status, String output) {}

    /** Returns the archives that Maven would give to a user's program. */
    static List<Path> libraries() throws ClassNotFoundException, URISyntaxException {
        List<Path> archives = new ArrayList<>();
        for (String name : LIBRARIES) {
            archives.add(Path.of(Class.forName(name)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        }
        return archives;
    }

    Ended runOnClassPath(List<Path> libraries, String... args) throws IOException, InterruptedException {
        Path classes = compile(List.of("-cp", path(libraries)), source("my/app/TenLines.java", PROGRAM));
        List<String> command =
                new ArrayList<>(List.of("-cp", classes + File.pathSeparator + path(libraries), "my.app.TenLines"));
        command.addAll(List.of(args));
        return java(command);
    }

    Ended runOnModulePath(List<Path> libraries, String... args) throws IOException, InterruptedException {
        Path classes = compile(
                List.of("--module-path", path(libraries)),
                source("my/app/TenLines.java", PROGRAM),
                source("module-info.java", MODULE));
        List<String> command = new ArrayList<>(List.of(
                "--module-path", classes + File.pathSeparator + path(libraries), "--module", "my.app/my.app.TenLines"));
        command.addAll(List.of(args));
        return java(command);
    }

    /** Runs a Java process to its end. */
    Ended java(List<String> args) throws IOException, InterruptedException {
        int status = process(directory, args).waitFor();
        return new Ended(status, Files.readString(directory.resolve("output.txt")));
    }

    /** Starts a Java process whose output goes to {@code output.txt} in its directory. */
    static Process process(Path directory, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(args);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
    }

    private Path source(String name, String text) throws IOException {
        Path file = directory.resolve("src").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path compile(List<String> options, Path... sources) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-d", classes.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(messages, files, null, all, null, files.getJavaFileObjects(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return classes;
    }

    private static String path(List<Path> archives) {
        return archives.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
