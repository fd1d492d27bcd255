package io.jenkins.plugins.msstore.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import io.jenkins.plugins.msstore.bulk.PlainValues;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.license.DecodedLicense;
import io.jenkins.plugins.msstore.license.LicenseFileName;
import io.jenkins.plugins.msstore.license.LicenseFiles;
import io.jenkins.plugins.msstore.license.LicenseFormat;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Gets an offline license and writes it to files: among the build's artifacts, in the workspace, or both. */
@Restricted(NoExternalUse.class)
public final class GetOfflineLicense implements StoreOperation {

    /** The folder of the licenses among the plugin's artifacts. */
    private static final String FOLDER = "licenses";

    /** The size of a chunk, which fits into the buffers of any connection to an agent. */
    private static final int CHUNK_BYTES = 16 * 1024;

    private final ProductKey product;
    private final ContentId contentId;
    private final LicenseFileName fileName;
    private final Set<LicenseFormat> formats;
    private final boolean archive;
    private final WorkspacePath directory;

    /**
     * @param formats the names of the formats
     * @param archive whether the files become artifacts of the build
     * @param directory a folder of the workspace to write the files to as well; null for none
     * @throws InvalidParameterException naming the argument that is not valid
     */
    public GetOfflineLicense(
            String productId,
            String skuId,
            String contentId,
            List<String> formats,
            boolean archive,
            @CheckForNull String directory) {
        this.product = ProductKey.of(productId, skuId);
        this.contentId = ContentId.of(contentId);
        this.fileName = LicenseFileName.of(product, this.contentId);
        this.formats = LicenseFormat.parse(formats);
        this.archive = archive;
        this.directory = directory == null ? null : WorkspacePath.of("directory", directory);
        if (!archive && directory == null) {
            throw new InvalidParameterException(
                    "directory", null, "is required with archive: false, otherwise the license is not saved anywhere");
        }
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(OperationKind.OFFLINE_LICENSE, product).about(contentId.text());
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) {
        // resolved before anything is sent: an unusable directory is an error of the arguments
        CompletableFuture<FilePath> folder = directory == null
                ? CompletableFuture.completedFuture(null)
                : session.callWorkspace(() -> directory.in(session));
        return folder.thenCompose(found -> session.client()
                .offlineLicense(product, contentId)
                .thenComposeAsync(license -> writeFiles(session, license, found), session.executor()));
    }

    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) {
        return start(session);
    }

    private CompletableFuture<Map<String, Object>> writeFiles(
            StoreSession session, OfflineLicense received, FilePath folder) {
        try {
            DecodedLicense license = DecodedLicense.of(received);
            if (license.document().isEmpty()) {
                session.log("WARNING: the offline license of " + product + ", content " + contentId
                        + " is not XML; it is saved unchanged");
            }
            Map<String, byte[]> files = LicenseFiles.render(license, fileName, formats);
            if (archive) {
                session.artifacts().archive(FOLDER, files);
            }
            CompletableFuture<Void> written = folder == null
                    ? CompletableFuture.completedFuture(null)
                    : session.callWorkspace(() -> write(files, folder));
            return written.thenApply(done -> {
                List<String> paths = paths(files.keySet());
                session.log("Got the offline license of " + product + ", content " + contentId + ": "
                        + String.join(", ", paths));
                session.record(OperationResult.ofFiles(paths));
                return result(license, files);
            });
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static Void write(Map<String, byte[]> files, FilePath folder) throws IOException, InterruptedException {
        folder.mkdirs();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            FilePath target = folder.child(file.getKey());
            // a symbolic link with that name could lead out of the workspace
            target.delete();
            write(file.getValue(), target);
        }
        return null;
    }

    /**
     * Writes a file in chunks and waits for an answer after each: a thread that waits for an answer can be interrupted,
     * but a thread that writes to a stalled agent, once the buffers are full, cannot.
     */
    private static void write(byte[] content, FilePath target) throws IOException, InterruptedException {
        try (OutputStream out = target.write()) {
            for (int start = 0; start < content.length; start += CHUNK_BYTES) {
                out.write(content, start, Math.min(CHUNK_BYTES, content.length - start));
                target.exists();
            }
        }
    }

    private List<String> paths(Set<String> fileNames) {
        return fileNames.stream().map(this::path).toList();
    }

    private String path(String name) {
        if (archive) {
            return BuildArtifacts.path(FOLDER, name);
        }
        String folder = directory.text().replace('\\', '/');
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    private Map<String, Object> result(DecodedLicense license, Map<String, byte[]> files) {
        Map<String, Object> sha256 = new LinkedHashMap<>();
        files.forEach((name, content) -> sha256.put(path(name), Sha256.hex(content)));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("productKey", PlainValues.of(product));
        result.put("contentId", contentId.text());
        result.put("licenseInstanceId", license.licenseInstanceId());
        result.put("requestorId", license.requestorId());
        result.put("packageFamilyName", license.packageFamilyName());
        result.put("files", new ArrayList<>(paths(files.keySet())));
        result.put("sha256", sha256);
        return result;
    }
}
