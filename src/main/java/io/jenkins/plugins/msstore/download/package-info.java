/**
 * Downloads of packages: {@link io.jenkins.plugins.msstore.download.PackageSelection} chooses packages, {@link
 * io.jenkins.plugins.msstore.download.PackageFiles} names their files, and {@link
 * io.jenkins.plugins.msstore.download.PackageDownload} writes them to a {@link
 * io.jenkins.plugins.msstore.download.DownloadTarget}, which may be on another machine. Knows no Jenkins type.
 */
package io.jenkins.plugins.msstore.download;
