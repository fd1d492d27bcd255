package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes users files that look like the export of a directory: with a header, and with columns that are not needed. */
final class UsersCsv {

    private UsersCsv() {}

    /** Writes a file of distinct users whose names begin alike. */
    static Path write(Path file, String names, int users) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("DisplayName,UserPrincipalName,Department\r\n");
            for (int i = 1; i <= users; i++) {
                String name = names + i;
                out.write("\"Person, " + name + "\"," + name + "@contoso.example,Department " + i % 100 + "\r\n");
            }
        }
        return file;
    }
}
