package io.jenkins.plugins.msstore.download;

/**
 * A file that was downloaded.
 *
 * @param name its name in the target
 * @param size its bytes
 * @param sha256 its digest in lower-case hexadecimal digits
 */
public record DownloadedFile(String name, long size, String sha256) {}
