package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.seats.UsersFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads users with the plugin's own parser, for contenders that have none. */
final class UsersOfFile {

    private UsersOfFile() {}

    /** The distinct users of a file, in batches. */
    static List<List<String>> batches(Path file) throws IOException {
        List<String> users;
        try (InputStream in = Files.newInputStream(file)) {
            users = new UsersFile(file.getFileName().toString(), null)
                    .read(in).valid().stream().map(UserPrincipalName::text).toList();
        }
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < users.size(); from += Contender.BATCH_SIZE) {
            batches.add(users.subList(from, Math.min(from + Contender.BATCH_SIZE, users.size())));
        }
        return batches;
    }
}
