# SPDX-License-Identifier: Apache-2.0
# Flags live in one INTERFACE target that every module links.
add_library(mirrorscope_common INTERFACE)
target_compile_features(mirrorscope_common INTERFACE cxx_std_20)
target_compile_options(mirrorscope_common INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
  -Wnull-dereference -Werror -fno-omit-frame-pointer)
# GCC 12 raises these inside libstdc++ and Boost at -O2; none was true when looked at.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(mirrorscope_common INTERFACE -Wno-null-dereference -Wno-restrict
    -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds)
# std::stable_sort of libstdc++ 12 calls a function that it has deprecated; our own uses are GCC's to find.
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(mirrorscope_common INTERFACE -Wno-deprecated-declarations)
endif()
target_include_directories(mirrorscope_common INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(mirrorscope_common INTERFACE
  BOOST_ASIO_NO_DEPRECATED
  BOOST_ASIO_SEPARATE_COMPILATION
  BOOST_BEAST_SEPARATE_COMPILATION
  MIRRORSCOPE_VERSION="${PROJECT_VERSION}")
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(MIRRORSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${MIRRORSCOPE_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${MIRRORSCOPE_SANITIZE})
  if(MIRRORSCOPE_SANITIZE MATCHES "thread")
    target_compile_definitions(mirrorscope_common INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()
