package io.jenkins.plugins.msstore.client.cdn;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import okhttp3.Response;

/** A file, or the rest of one, that is being received. Not thread-safe. */
public final class CdnAnswer implements Closeable {

    private static final int MAX_VALIDATOR_CHARACTERS = 1000;

    private final Response response;
    private final InputStream body;
    private final long offset;
    private final long size;

    CdnAnswer(Response response, long offset, long size) {
        this.response = response;
        this.body = response.body().byteStream();
        this.offset = offset;
        this.size = size;
    }

    /** The position in the file of the first byte that is received: 0, or the size of the part that is present. */
    public long offset() {
        return offset;
    }

    /** The size of the whole file in bytes; -1 if the CDN does not say. */
    public long size() {
        return size;
    }

    /**
     * The validator of this version of the file: a strong entity tag, or else the date of the last change. Empty if the CDN
     * sends neither, or one that a request cannot send back; then a part cannot be continued.
     */
    public Optional<String> validator() {
        return Optional.ofNullable(response.header("ETag"))
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> Optional.ofNullable(response.header("Last-Modified")))
                .filter(CdnAnswer::isAllowedInRequest);
    }

    /** OkHttp reads all characters in headers of a response, but sends ASCII alone. */
    private static boolean isAllowedInRequest(String header) {
        return header.length() <= MAX_VALIDATOR_CHARACTERS && header.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /**
     * Reads bytes; blocks until there are some.
     *
     * @return the number of bytes read; -1 at the end
     */
    public int read(byte[] buffer) throws CdnException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw CdnCall.unreadable(e);
        }
    }

    @Override
    public void close() {
        response.close();
    }
}
