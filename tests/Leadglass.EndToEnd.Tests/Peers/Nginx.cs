namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>A web server that is no DICOM system, with a DICOMweb-like place behind a login.</summary>
public sealed class Nginx : RealPeer
{
    /// <summary>What a test with this peer needs.</summary>
    public const string Programs = "nginx";

    /// <summary>The user who may read <c>dicom-web/</c>.</summary>
    public const string User = "reader";

    /// <summary>That user's password.</summary>
    public const string Password = "synthetic";

    private Nginx(Running running)
        : base(running)
    {
    }

    /// <summary>Where it serves: 200 at the root, 401 below <c>dicom-web/</c> without a login, 404 elsewhere.</summary>
    public Uri Http => new($"http://{Loopback(Ports[0])}/");

    /// <summary>Starts one.</summary>
    public static async Task<Nginx> StartAsync(CancellationToken cancellation) => new(await RunAsync(
        Programs,
        portCount: 1,
        (folder, ports) =>
        {
            folder.Write("html/index.html", "<title>Nothing here is DICOM</title>");
            folder.Write("html/dicom-web/studies", "[]");
            folder.Write("users", $"{User}:{{PLAIN}}{Password}\n");
            return ["-e", "stderr", "-p", folder.Path, "-c", folder.Write("nginx.conf", Configuration(ports[0]))];
        },
        cancellation));

    // One process, and every path below the prefix: it needs no rights and leaves nothing behind.
    private static string Configuration(int port) => $$"""
        daemon off;
        master_process off;
        pid nginx.pid;
        events { }
        http {
            access_log off;
            client_body_temp_path body-temp;
            fastcgi_temp_path fastcgi-temp;
            proxy_temp_path proxy-temp;
            scgi_temp_path scgi-temp;
            uwsgi_temp_path uwsgi-temp;
            types { text/html html; }
            default_type application/dicom+json;
            server {
                listen 127.0.0.1:{{port}};
                root html;
                location /dicom-web/ {
                    auth_basic "DICOMweb";
                    auth_basic_user_file users;
                }
            }
        }

        """;
}
