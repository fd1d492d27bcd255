package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.client.model.Platform;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.client.model.ProductPackages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Converts packages to plain maps, lists, strings and numbers. The URLs of files are not among them. */
public final class PackageValues {

    private final Map<String, DownloadedFile> files;
    private final Function<String, String> pathOf;

    /**
     * @param files what was downloaded; empty where nothing was
     * @param pathOf the path that a script knows a file by, from its name
     */
    public PackageValues(List<DownloadedFile> files, Function<String, String> pathOf) {
        // packages that share a file may write its name in another case
        this.files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        files.forEach(file -> this.files.put(file.name(), file));
        this.pathOf = pathOf;
    }

    /**
     * The result: the chosen packages, and the paths of all files.
     *
     * @param set the set that the packages are of
     * @param chosen the chosen packages, with the framework packages that follow them
     */
    public Map<String, Object> of(ProductPackages set, List<ProductPackage> chosen) throws DownloadException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("packageSetId", set.packageSetId());
        map.put("packages", list(chosen));
        map.put(
                "files",
                new ArrayList<>(files.keySet().stream().map(pathOf).sorted().toList()));
        return map;
    }

    private List<Object> list(List<ProductPackage> packages) throws DownloadException {
        List<Object> list = new ArrayList<>();
        for (ProductPackage each : packages) {
            list.add(of(each));
        }
        return list;
    }

    private Map<String, Object> of(ProductPackage from) throws DownloadException {
        DownloadedFile file = files.isEmpty() ? null : files.get(PackageFiles.name(from));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("packageId", from.packageId());
        map.put("contentId", from.contentId());
        map.put("packageFullName", from.packageFullName());
        map.put("packageIdentityName", from.packageIdentityName());
        map.put("architectures", new ArrayList<>(from.architectures()));
        map.put("packageFormat", from.packageFormat());
        map.put(
                "platforms",
                new ArrayList<>(from.platforms().stream().map(PackageValues::of).toList()));
        map.put("fileSize", from.fileSize());
        map.put("packageRank", from.packageRank());
        map.put("dependencies", list(from.dependencies()));
        map.put("file", file == null ? null : pathOf.apply(file.name()));
        map.put("sha256", file == null ? null : file.sha256());
        return map;
    }

    private static Map<String, Object> of(Platform platform) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("platformName", platform.platformName());
        map.put("minVersion", platform.minVersion());
        map.put("maxTestedVersion", platform.maxTestedVersion());
        return map;
    }
}
