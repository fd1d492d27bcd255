package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.util.FileNames;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names the files of packages. Names come from outside, so they are checked like any path. */
public final class PackageFiles {

    /** Letters and digits first: no hidden file, no folder above. A {@code ~} stands in the names of bundles. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]*");

    /** With the extension and {@link DownloadTarget#PART}, allowed on all usual systems. */
    private static final int MAX_CHARACTERS = 200;

    private static final int MAX_SHOWN_CHARACTERS = 100;

    private static final Map<String, String> EXTENSIONS = Map.of(
            "appx", ".appx", "appxbundle", ".appxbundle", "xap", ".xap", "msix", ".msix", "msixbundle", ".msixbundle");

    private PackageFiles() {}

    /**
     * The files of packages and of the framework packages that follow them, each once.
     *
     * @throws DownloadException for a package that has no URL, or no name that a file can have; and for two packages that
     *     differ and have the same name
     */
    public static List<PackageFile> of(List<ProductPackage> packages) throws DownloadException {
        Map<String, PackageFile> files = new LinkedHashMap<>();
        for (ProductPackage main : packages) {
            for (ProductPackage each : main.withItsDependencies().toList()) {
                PackageFile file = file(each, main.packageId());
                PackageFile present = files.putIfAbsent(file.name().toLowerCase(Locale.ROOT), file);
                if (present != null && present.size() != file.size()) {
                    throw new DownloadException(file.name(), "two packages of different sizes have this name");
                }
            }
        }
        return new ArrayList<>(files.values());
    }

    private static PackageFile file(ProductPackage from, String askedFor) throws DownloadException {
        String name = name(from);
        if (from.location().isEmpty()) {
            throw new DownloadException(name, "the service gave no URL for it");
        }
        long size = from.fileSize() == null ? -1 : from.fileSize();
        return new PackageFile(
                name, size, from.packageId(), askedFor, from.location().get());
    }

    /**
     * The name of a package's file: its full name with the extension of its format.
     *
     * @throws DownloadException where the service sends no such name, or one that is not safe
     */
    public static String name(ProductPackage from) throws DownloadException {
        String shown = "package " + LogText.of(from.packageId(), MAX_SHOWN_CHARACTERS);
        String fullName = from.packageFullName();
        if (fullName == null
                || !SAFE.matcher(fullName).matches()
                || fullName.length() > MAX_CHARACTERS
                || FileNames.isDevice(fullName)) {
            throw new DownloadException(
                    shown,
                    "its full name '" + LogText.of(fullName, MAX_SHOWN_CHARACTERS) + "' cannot be a file's name");
        }
        String format = from.packageFormat() == null ? "" : from.packageFormat();
        String extension = EXTENSIONS.get(format.toLowerCase(Locale.ROOT));
        if (extension == null) {
            throw new DownloadException(
                    shown, "its format '" + LogText.of(format, MAX_SHOWN_CHARACTERS) + "' has no known extension");
        }
        return fullName + extension;
    }
}
