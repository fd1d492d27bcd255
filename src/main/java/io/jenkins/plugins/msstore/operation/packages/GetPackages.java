package io.jenkins.plugins.msstore.operation.packages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.client.model.ProductPackages;
import io.jenkins.plugins.msstore.download.DownloadedFile;
import io.jenkins.plugins.msstore.download.PackageFiles;
import io.jenkins.plugins.msstore.download.PackageSelection;
import io.jenkins.plugins.msstore.download.PackageValues;
import io.jenkins.plugins.msstore.execution.BuildArtifacts;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.execution.StoreSession;
import io.jenkins.plugins.msstore.execution.WorkspacePath;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.PackageCounts;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Gets a product's packages, and downloads their files to a folder of the workspace if it names one. */
@Restricted(NoExternalUse.class)
public final class GetPackages implements StoreOperation {

    private static final int MAX_CHARACTERS = 300;

    private final ProductKey product;
    private final PackageSelection selection;
    private final WorkspacePath directory;
    private final boolean archive;

    /**
     * @param selection chooses the packages
     * @param directory the folder of the workspace to download to; null for none
     * @param archive whether the downloaded files become artifacts of the build, too
     * @throws InvalidParameterException naming the argument that is not valid
     */
    public GetPackages(
            String productId,
            String skuId,
            PackageSelection selection,
            @CheckForNull String directory,
            boolean archive) {
        this.product = ProductKey.of(productId, skuId);
        this.selection = selection;
        this.directory = directory == null ? null : WorkspacePath.of("directory", directory);
        this.archive = archive;
        if (archive && directory == null) {
            throw new InvalidParameterException(
                    "directory", null, "is required with archive: true, because only downloaded files can be archived");
        }
    }

    @Override
    public OperationDescription describe() {
        return OperationDescription.of(OperationKind.PACKAGES, product);
    }

    @Override
    public CompletableFuture<Map<String, Object>> start(StoreSession session) {
        return start(session, false);
    }

    @Override
    public CompletableFuture<Map<String, Object>> resume(StoreSession session) {
        return start(session, true);
    }

    private CompletableFuture<Map<String, Object>> start(StoreSession session, boolean resumed) {
        // resolved before anything is sent: an unusable directory is an error of the arguments
        CompletableFuture<WorkspaceFolder> folder = directory == null
                ? CompletableFuture.completedFuture(null)
                : session.callWorkspace(() -> folder(session));
        return folder.thenCompose(found -> session.client()
                .products()
                .packages(product)
                .thenComposeAsync(set -> get(session, set, found, resumed), session.executor()));
    }

    private WorkspaceFolder folder(StoreSession session) throws IOException, InterruptedException {
        directory.in(session);
        return new WorkspaceFolder(session.workspaceFor("directory", directory.text()), directory);
    }

    private CompletableFuture<Map<String, Object>> get(
            StoreSession session, ProductPackages set, WorkspaceFolder folder, boolean resumed) {
        try {
            List<ProductPackage> chosen = selection.choose(set);
            if (folder == null) {
                session.log("Got the packages of " + product + ": " + chosen.size() + " of "
                        + set.packages().size());
                return CompletableFuture.completedFuture(result(session, set, chosen, List.of()));
            }
            warnOfMissingFrameworks(session, set);
            return new WorkspaceDownload(session, product, PackageFiles.of(chosen), directory, folder, archive)
                    .start(resumed)
                    .thenApply(files -> result(session, set, chosen, files));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void warnOfMissingFrameworks(StoreSession session, ProductPackages set) {
        Set<String> missing = selection.missingFrameworks(set);
        if (!missing.isEmpty()) {
            session.log("WARNING: the app needs framework packages that are not of the chosen architectures: "
                    + LogText.of(String.join(", ", missing), MAX_CHARACTERS));
        }
    }

    private Map<String, Object> result(
            StoreSession session, ProductPackages set, List<ProductPackage> chosen, List<DownloadedFile> files) {
        List<String> reports = new ArrayList<>();
        if (archive) {
            files.forEach(file -> reports.add(BuildArtifacts.path(WorkspaceDownload.FOLDER, file.name())));
        }
        session.record(OperationResult.ofPackages(
                new PackageCounts(chosen.size(), files.size(), WorkspaceDownload.size(files)), reports));
        try {
            Map<String, Object> result = new PackageValues(files, name -> directory.child(name)).of(set, chosen);
            result.put("reports", reports);
            return result;
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
