package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.bulk.users.UsersFile;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a users file with the plugin's own parser, for contenders without a parser. */
final class UsersOfFile {

    private UsersOfFile() {}

    /** The distinct users of a file, in batches. */
    static List<List<String>> batches(Path file) throws IOException {
        Map<String, String> distinct = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            new UsersFile(file.getFileName().toString(), null)
                    .read(in, entry -> distinct.putIfAbsent(UserPrincipalName.foldCase(entry.text()), entry.text()));
        }
        List<String> users = List.copyOf(distinct.values());
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < users.size(); from += Contender.BATCH_SIZE) {
            batches.add(users.subList(from, Math.min(from + Contender.BATCH_SIZE, users.size())));
        }
        return batches;
    }
}
