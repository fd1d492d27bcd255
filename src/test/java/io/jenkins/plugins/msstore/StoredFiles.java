package io.jenkins.plugins.msstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Searches the files of a controller, which may be running: files that vanish meanwhile are left out. */
public final class StoredFiles {

    private StoredFiles() {}

    /**
     * @param root the folder to search
     * @param except a folder to leave out
     * @param wanted gets the content of each file, one character a byte
     */
    public static List<Path> find(Path root, Path except, Predicate<String> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(except) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    if (wanted.test(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))) {
                        found.add(file);
                    }
                } catch (NoSuchFileException gone) {
                    // a running controller writes files under a name that they do not keep
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
        return found;
    }
}
