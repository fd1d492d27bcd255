package io.jenkins.plugins.msstore.execution;

import io.jenkins.plugins.msstore.client.http.StoreEndpoint;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.util.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An operation that changes the seats of many users of a product, in a {@link ProductQueue}.
 *
 * @param product identifies the product of a tenant; a digest, because what is stored of a product could contain a secret that
 *     is masked elsewhere
 * @param build the externalizable id of the operation's build, such as {@code folder/job#12}
 * @param id the operation's id
 * @param resumable whether another process can resume the operation
 */
record QueuedOperation(String product, String build, String id, boolean resumable) {

    private static final Pattern BUILD = Pattern.compile(".+#\\d+");

    QueuedOperation {
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(id, "id");
        if (!BUILD.matcher(build).matches()) {
            throw new IllegalArgumentException("not the id of a build: " + build);
        }
    }

    /**
     * Identifies a product of a tenant.
     *
     * @param limiterKey the tenant; see {@link io.jenkins.plugins.msstore.connection.StoreIdentity#limiterKey()}
     * @return the same text after a restart, and for names that differ only in case
     */
    static String product(StoreEndpoint endpoint, Object limiterKey, ProductKey product) {
        ProductKey folded = product.foldCase();
        String text = String.join("\n", endpoint.toString(), limiterKey.toString(), folded.productId(), folded.skuId());
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * This operation after a job or folder got another name.
     *
     * @param oldName the former full name of the job or folder, perhaps not those of this build
     * @param newName its present full name
     */
    QueuedOperation renamed(String oldName, String newName) {
        return job().equals(oldName) || job().startsWith(oldName + "/")
                ? new QueuedOperation(product, newName + build.substring(oldName.length()), id, resumable)
                : this;
    }

    /** The full name of the job. */
    String job() {
        return build.substring(0, build.lastIndexOf('#'));
    }

    /** The name of the build in its job, such as {@code #12}. */
    String number() {
        return build.substring(build.lastIndexOf('#'));
    }
}
