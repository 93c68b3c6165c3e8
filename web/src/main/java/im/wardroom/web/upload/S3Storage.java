// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Files in a bucket of an object store that speaks S3, each an object named by its id.
public final class S3Storage implements FileStorage {

    private final String bucket;
    private final S3Client client;

    /// @param endpoint the store's address; nothing for Amazon's in the region
    public S3Storage(String bucket, Optional<URI> endpoint, String region, String accessKey, String secretKey) {
        this.bucket = bucket;
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.create());
        endpoint.ifPresent(address -> builder.endpointOverride(address).forcePathStyle(true));
        client = builder.build();
    }

    @Override
    public void keep(String id, Path content) throws IOException {
        String md5 = md5(content);
        try {
            client.putObject(put -> put.bucket(bucket).key(id).contentMD5(md5), RequestBody.fromFile(content));
        } catch (SdkException e) {
            throw failed("kept", e);
        }
    }

    /// The one checksum that every store of this kind knows.
    private static String md5(Path content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            try (InputStream in = new DigestInputStream(Files.newInputStream(content), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InputStream open(String id, long from) throws IOException {
        try {
            return client.getObject(get -> {
                get.bucket(bucket).key(id);
                if (from > 0) {
                    get.range("bytes=" + from + '-');
                }
            });
        } catch (NoSuchKeyException e) {
            FileNotFoundException missing = new FileNotFoundException("an uploaded file is missing in " + bucket);
            missing.initCause(e);
            throw missing;
        } catch (SdkException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void remove(String id) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(id));
        } catch (SdkException e) {
            throw failed("removed", e);
        }
    }

    private IOException failed(String what, SdkException cause) {
        return new IOException(
                "a file in the bucket " + bucket + " could not be " + what + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
