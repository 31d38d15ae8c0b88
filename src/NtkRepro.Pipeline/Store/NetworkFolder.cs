namespace NtkRepro.Pipeline;

/// <summary>Tells a folder that other hosts may see.</summary>
internal static class NetworkFolder
{
    private static readonly string[] s_formats =
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "lustre",
        "gpfs",
        "ceph",
        "beegfs",
        "fuse",
        "fuseblk",
        "9p",
        "v9fs",
        "afs",
        "gfs2",
        "ocfs2",
        "panfs",
    ];

    /// <summary>Whether the file system is one of those that several hosts mount.</summary>
    public static bool Is(string path)
    {
        try
        {
            var root = path;
            while (!Directory.Exists(root) && Path.GetDirectoryName(root) is { } parent)
            {
                root = parent;
            }

            return s_formats.Contains(new DriveInfo(root).DriveFormat, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
