# fish completion for octavo: octavo completion fish | source
function __octavo_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l current $words[-1]
    set -l lines ($words[1] __complete -- $words[2..-1] 2>/dev/null)
    test (count $lines) -gt 0; or return
    set -l prefix '' # not an empty list, with which every product is empty
    if string match -q -- '--*=*' $current
        set prefix (string replace -r -- '=.*' '=' $current)
        set current (string replace -r -- '^[^=]*=' '' $current)
    end
    for line in $lines[1..-2]
        printf '%s\n' $prefix$line
    end
    switch $lines[-1]
        case :files
            for path in (__fish_complete_path $current)
                printf '%s\n' $prefix$path
            end
        case :folders
            for path in (__fish_complete_directories $current '')
                printf '%s\n' $prefix$path
            end
    end
end
complete -c octavo -f -a '(__octavo_complete)'
